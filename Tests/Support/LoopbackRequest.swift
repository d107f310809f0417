/// A request as a `LoopbackServer` read it off the socket.
public struct LoopbackRequest: Sendable, Equatable {
  /// A header field.
  public struct Field: Sendable, Equatable {
    /// The name as it was sent.
    public var name: String
    /// The value without surrounding blanks.
    public var value: String
  }

  /// The method.
  public var method: String
  /// The request target: path and query, or host and port for CONNECT.
  public var path: String
  /// The header fields, in order.
  public var headers: [Field]
  /// The body, with its chunks put together.
  public var body: [UInt8]

  /// The body as text.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The first value of a header, whatever the case of its name.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Reads a request head without its last blank line; nil if it is not one.
  init?(head: ArraySlice<UInt8>) {
    var lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")[...]
    guard let first = lines.popFirst() else { return nil }
    let words = first.split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return nil }
    method = String(words[0])
    path = String(words[1])
    body = []
    headers = lines.compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...]
      let trimmed = value.drop { $0 == " " || $0 == "\t" }
      return Field(name: String(line[..<colon]), value: String(trimmed))
    }
  }
}
