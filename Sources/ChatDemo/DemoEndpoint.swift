#if Networking
  import NIOCore
  import NIOHTTP1
  import NIOPosix

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// An OpenAI-compatible endpoint on this machine that answers without a model or a key.
  ///
  /// It listens on the loopback address only, speaks the wire format of the endpoint that this
  /// program was first made for, and says in every answer that it is the offline demo. Dropping it
  /// stops it.
  public final class DemoEndpoint: Sendable {
    /// The port it listens on.
    public let port: Int
    private let eventLoops: MultiThreadedEventLoopGroup

    private init(port: Int, eventLoops: MultiThreadedEventLoopGroup) {
      self.port = port
      self.eventLoops = eventLoops
    }

    deinit {
      eventLoops.shutdownGracefully { _ in }
    }

    /// What to give a client as its base URL.
    public var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// Starts listening.
    /// - Parameters:
    ///   - port: The port; 0 takes a free one.
    ///   - pause: The time between two pieces of a streamed answer.
    /// - Returns: The running endpoint.
    /// - Throws: `DemoEndpointError` if the port cannot be listened on.
    public static func start(
      port: Int = 0, pause: Duration = .milliseconds(15)
    ) async throws -> DemoEndpoint {
      guard 0...65_535 ~= port else {
        throw DemoEndpointError(message: "\(port) is not a port")
      }
      let pause = TimeAmount(min(max(pause, .zero), .seconds(60)))
      let eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      do {
        let channel = try await ServerBootstrap(group: eventLoops)
          .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
          .childChannelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
          .childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
              let pipeline = channel.pipeline.syncOperations
              try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
              try pipeline.addHandler(DemoHandler(pause: pause))
            }
          }
          .bind(host: "127.0.0.1", port: port).get()
        let bound = channel.localAddress?.port ?? port
        return DemoEndpoint(port: bound, eventLoops: eventLoops)
      } catch {
        try? await eventLoops.shutdownGracefully()
        let isTaken = (error as? IOError)?.errnoCode == EADDRINUSE
        let reason = isTaken ? "the port is in use" : "the system does not permit it"
        throw DemoEndpointError(message: "Cannot listen on 127.0.0.1:\(port): \(reason)")
      }
    }

    /// Stops listening and closes every connection.
    public func shutdown() async {
      // Fails only if it has been stopped before, and then it is.
      try? await eventLoops.shutdownGracefully()
    }
  }
#endif
