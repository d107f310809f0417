import Glibc

@testable import convo

/// A pipe with a writer, as a shell sets it up.
enum PipedInput {
  /// Reads a text as standard input.
  static func read(_ text: String, flags: Int32 = 0) throws -> String? {
    let reading = try open(text, flags: flags)
    defer { close(reading) }
    return try StandardInput(descriptor: reading).read()
  }

  /// Lends an input that gives a text and then ends.
  static func with<Result>(
    _ text: String, _ body: (StandardInput) async throws -> Result
  ) async throws -> Result {
    let reading = try open(text, flags: 0)
    defer { close(reading) }
    return try await body(StandardInput(descriptor: reading))
  }

  private final class Writer: Sendable {
    let text: String
    let descriptor: Int32

    init(_ text: String, _ descriptor: Int32) {
      self.text = text
      self.descriptor = descriptor
    }
  }

  // A thread of its own: reading blocks, and so a task might never get its turn to write.
  private static func open(_ text: String, flags: Int32) throws -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError.current }
    _ = fcntl(ends[0], F_SETFL, flags)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let writer = Unmanaged.passRetained(Writer(text, ends[1]))
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let writer = Unmanaged<Writer>.fromOpaque(context).takeRetainedValue()
        try? InputBytes.write(Array(writer.text.utf8), to: writer.descriptor)
        close(writer.descriptor)
        return nil
      }, writer.toOpaque())
    guard result == 0 else { throw SystemError(number: result) }
    pthread_detach(thread)
    return ends[0]
  }
}
