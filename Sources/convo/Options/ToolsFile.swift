import ChatCompletions
import Glibc

/// A file that describes tools, as the endpoint wants them.
enum ToolsFile {
  /// Reads a JSON array of tools.
  static func read(_ path: String) throws -> JSONValue {
    let bytes = try bytes(of: path)
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw Failure(.refusedData, "\(path) is not valid JSON: \(error).")
    }
    guard let tools = value.arrayValue, tools.allSatisfy({ $0["function"] != nil }) else {
      throw Failure(
        .refusedData,
        "\(path) must hold a JSON array of tools, each with a member \"function\".")
    }
    return value
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.inputOutput, "\(path): \(SystemError.current).") }
    defer { close(descriptor) }
    do throws(InputBytes.Failure) {
      return try InputBytes.read(descriptor, limit: limit)
    } catch {
      switch error {
      case .tooLong: throw Failure(.refusedData, "\(path) is longer than \(limit >> 20) MiB.")
      case .system(let error): throw Failure(.inputOutput, "\(path): \(error).")
      }
    }
  }

  private static let limit = 16 << 20
}
