/// An HTTP server on the loopback address whose every byte is decided by a script.
///
/// For each connection the script runs on a thread of its own; when it returns the connection is
/// closed. Plain sockets, no network package, so that it can misbehave in ways that a real server
/// library would not allow. Dropping the server stops it.
public final class LoopbackServer: Sendable {
  /// What is done with a connection.
  public typealias Script = @Sendable (LoopbackConnection) -> Void

  private let core: LoopbackCore

  /// Starts listening on a free port.
  /// - Throws: `LoopbackError` if the system gives no socket.
  public init(_ script: @escaping Script) throws {
    core = try LoopbackCore(script: script)
    try core.start()
  }

  deinit {
    core.stop()
  }

  /// The port.
  public var port: Int { core.port }

  /// The base URL of an OpenAI-compatible endpoint here.
  public var baseURL: String { url("/v1") }

  /// The URL of a path here.
  public func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// The requests that were read so far, in the order in which they were complete.
  public var requests: [LoopbackRequest] { core.requests }

  /// The number of connections accepted so far.
  public var connectionCount: Int { core.connectionCount }

  /// Refuses new connections, shuts the open ones down and waits for the scripts to return.
  ///
  /// A script that blocks on something other than its connection keeps it for five seconds.
  public func stop() { core.stop() }
}

/// Why a `LoopbackServer` could not be started.
public struct LoopbackError: Error {
  /// The system call.
  public var call: String
  /// The value of errno.
  public var code: Int32
}
