#if Networking
  import NIOCore
  import NIOHTTP1

  /// Joins the parts of a response's body that one read from the socket delivered.
  ///
  /// Servers commonly send each event in a chunk of its own (RFC 9112 §7.1). AsyncHTTPClient hands
  /// every chunk from the event loop to the reading task separately, which costs some 10 µs each;
  /// joined, a stream costs by its bytes. Nothing is held back beyond the end of a read.
  final class BodyCoalescer: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    private var pending: ByteBuffer?

    /// Puts one behind the decoder of a connection that is about to be used.
    static func install(in channel: any Channel) -> EventLoopFuture<Void> {
      channel.eventLoop.submit {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
        try pipeline.addHandler(BodyCoalescer(), position: .after(decoder))
      }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .body(var part) = unwrapInboundIn(data) else {
        forwardPending(context)
        context.fireChannelRead(data)
        return
      }
      if pending == nil {
        pending = part
      } else {
        pending?.writeBuffer(&part)
      }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
      forwardPending(context)
      context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      // What came before the error is delivered before it.
      forwardPending(context)
      context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
      forwardPending(context)
      context.fireChannelInactive()
    }

    private func forwardPending(_ context: ChannelHandlerContext) {
      guard let part = pending else { return }
      pending = nil
      context.fireChannelRead(wrapInboundOut(.body(part)))
    }
  }
#endif
