import ChatCompletions
import Glibc

/// A file that describes tools, as the endpoint wants them.
enum ToolsFile {
  /// Reads a JSON array of tools.
  static func read(_ path: String) throws -> JSONValue {
    guard let handle = fopen(path, "r") else {
      throw Failure(.inputOutput, "\(path): \(String(cString: strerror(errno))).")
    }
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < 16 << 20 {
      let count = fread(&piece, 1, piece.count, handle)
      guard count > 0 else { break }
      bytes.append(contentsOf: piece[..<count])
    }
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
}
