import Foundation

/// The reference implementations, as `Tests/Reference/setup` prepares them.
enum Reference {
  /// Where its scripts are.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Reference").standardized

  /// Where what they need is kept: `$CONVO_REFERENCE`, or a folder that git ignores.
  static var prepared: URL {
    ProcessInfo.processInfo.environment["CONVO_REFERENCE"].map { URL(filePath: $0) }
      ?? folder.appending(path: "../../.build/reference").standardized
  }

  /// Fetches what is missing.
  static func prepare() throws {
    let process = Process()
    process.executableURL = folder.appending(path: "setup")
    process.arguments = [prepared.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CocoaError(.executableLoad, userInfo: ["script": "Tests/Reference/setup"])
    }
  }

  /// Lends every text with the ids that the reference gives it.
  /// - Parameters:
  ///   - arguments: What `token_ids.py` takes behind the folder.
  ///   - body: Gets a text, as UTF-8, and its ids.
  /// - Throws: What reading throws, and an error when the script fails.
  static func forEachText(
    _ arguments: [String], _ body: (UnsafeBufferPointer<UInt8>, [UInt32]) -> Void
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [
        "python3", folder.appending(path: "token_ids.py").path, prepared.path,
      ] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    var frames = Frames(pipe.fileHandleForReading)
    while let text = try frames.next() {
      guard let ids = try frames.next(unit: 4) else { throw CocoaError(.fileReadCorruptFile) }
      let numbers = ids.withUnsafeBytes { bytes in
        (0..<ids.count / 4).map {
          UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self))
        }
      }
      text.withUnsafeBufferPointer { body($0, numbers) }
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
  }

  /// Lengths, each followed by so many units.
  private struct Frames {
    private let handle: FileHandle
    private var buffer = Data()
    private var position = 0

    init(_ handle: FileHandle) { self.handle = handle }

    mutating func next(unit: Int = 1) throws -> [UInt8]? {
      guard let header = try bytes(4) else { return nil }
      let count = header.reversed().reduce(0) { $0 << 8 | Int($1) }
      guard let content = try bytes(count * unit) else { throw CocoaError(.fileReadCorruptFile) }
      return content
    }

    private mutating func bytes(_ count: Int) throws -> [UInt8]? {
      while buffer.count - position < count {
        guard let more = try handle.read(upToCount: 1 << 20), !more.isEmpty else { return nil }
        buffer = buffer.dropFirst(position) + more
        buffer = Data(buffer)
        position = 0
      }
      defer { position += count }
      return [UInt8](buffer[position..<position + count])
    }
  }
}
