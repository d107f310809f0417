/// The status and headers of a response.
struct ResponseHead: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]

  /// The first value of a header, by its lower-case name.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }
}
