#if Networking
  import NIOCore
  import NIOHTTP1

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// Reads requests off one connection and sends what `DemoResponder` answers.
  final class DemoHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    // Far more than a conversation that a person typed; the demo keeps the body in memory.
    private static let bodyLimit = 64 << 20

    private let pause: TimeAmount
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(pause: TimeAmount) {
      self.pause = pause
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head):
        self.head = head
        body = []
        isTooLarge = false
      case .body(let buffer):
        isTooLarge = isTooLarge || body.count + buffer.readableBytes > Self.bodyLimit
        if !isTooLarge { body.append(contentsOf: buffer.readableBytesView) }
      case .end:
        guard let head else { return }
        self.head = nil
        let response = response(to: head)
        body = []
        send(response, keepAlive: head.isKeepAlive, context: context)
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }

    private func response(to head: HTTPRequestHead) -> DemoResponse {
      guard !isTooLarge else {
        let error = DemoError(status: 413, message: "The request is larger than the demo takes.")
        return DemoResponse(status: error.status, json: error.json)
      }
      return DemoResponder().respond(
        method: head.method.rawValue, path: head.uri, body: body, now: Int(time(nil)))
    }

    private func send(_ response: DemoResponse, keepAlive: Bool, context: ChannelHandlerContext) {
      var headers: HTTPHeaders = ["Content-Type": response.contentType]
      if response.pieces.count == 1, let only = response.pieces.first {
        headers.add(name: "Content-Length", value: String(only.count))
      }
      if !keepAlive { headers.add(name: "Connection", value: "close") }
      let head = HTTPResponseHead(
        version: .http1_1, status: HTTPResponseStatus(statusCode: response.status),
        headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      sendPieces(response.pieces[...], keepAlive: keepAlive, context: context)
    }

    private func sendPieces(
      _ pieces: ArraySlice<[UInt8]>, keepAlive: Bool, context: ChannelHandlerContext
    ) {
      var rest = pieces
      while let piece = rest.popFirst() {
        let buffer = context.channel.allocator.buffer(bytes: piece)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        if pause > .nanoseconds(0), !rest.isEmpty {
          let later = rest
          context.eventLoop.assumeIsolated().scheduleTask(in: pause) {
            guard context.channel.isActive else { return }
            self.sendPieces(later, keepAlive: keepAlive, context: context)
          }
          return
        }
      }
      let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
      if !keepAlive { end.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
    }
  }
#endif
