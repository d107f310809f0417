import Glibc

/// An error number of the operating system.
struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The value of `errno`.
  let number: Int32

  /// The error of the last call.
  static var current: SystemError { SystemError(number: errno) }

  /// The system's words for it, beginning in lower case.
  var description: String {
    let text = String(cString: strerror(number))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
