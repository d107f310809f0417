#if Networking
  import NIOCore
  import NIOPosix
  import NIOSSL
  import Synchronization

  /// An HTTP server on the loopback address that speaks TLS and gives every request one response.
  public final class TLSLoopbackServer: Sendable {
    private let channel: any Channel
    private let log = Log()

    /// Starts listening on a free port with a certificate and its key, both in PEM.
    public init(
      certificate: String = TestCertificates.loopback, key: String = TestCertificates.loopbackKey,
      response: LoopbackResponse
    ) async throws {
      let certificates = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
      let configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: certificates.map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)))
      let context = try NIOSSLContext(configuration: configuration)
      let log = log
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandlers(
              NIOSSLServerHandler(context: context), Responder(response, log))
          }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit {
      channel.close(promise: nil)
    }

    /// The base URL of an OpenAI-compatible endpoint here; `host` is a name of this machine.
    public func baseURL(host: String = "127.0.0.1") -> String {
      "https://\(host):\(channel.localAddress?.port ?? 0)/v1"
    }

    /// The requests that were read so far.
    public var requests: [LoopbackRequest] { log.requests.withLock { $0 } }

    private final class Log: Sendable {
      let requests = Mutex<[LoopbackRequest]>([])
    }

    private final class Responder: ChannelInboundHandler {
      typealias InboundIn = ByteBuffer
      typealias OutboundOut = ByteBuffer

      private let response: LoopbackResponse
      private let log: Log
      private var received: [UInt8] = []

      init(_ response: LoopbackResponse, _ log: Log) {
        self.response = response
        self.log = log
      }

      func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)),
          var request = LoopbackRequest(head: received[..<end.lowerBound])
        else { return }
        let length = request.header("content-length").flatMap { Int($0) } ?? 0
        guard received.count >= end.upperBound + length else { return }
        request.body = Array(received[end.upperBound...])
        received = []
        log.requests.withLock { $0.append(request) }
        let head =
          "HTTP/1.1 \(response.status) OK\r\nContent-Length: \(response.body.count)\r\n"
          + response.headers.map { "\($0.name): \($0.value)\r\n" }.joined() + "\r\n"
        context.writeAndFlush(
          wrapOutboundOut(ByteBuffer(bytes: Array(head.utf8) + response.body)), promise: nil)
      }

      func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A client that does not trust the certificate leaves in the middle of the handshake.
        context.close(promise: nil)
      }
    }
  }
#endif
