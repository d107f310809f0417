@testable import ChatCompletions

/// The body of an answer gives the same reply however it was cut into pieces; its deltas, joined,
/// are the reply; the key is nowhere beside the model's own words.
///
/// The first byte of an input says how the body is read, the others are the body.
package enum ReplyLaw {
  /// The key that an endpoint might echo.
  static let secret = "sk-secret"

  /// Holds an input to the law.
  /// - Throws: `BrokenLaw`.
  package static func check(_ input: [UInt8]) throws {
    let options = input.first ?? 0
    let body = Array(input.dropFirst())
    let cuts = Cuts.all(of: body)
    let whole = Outcome(of: cuts[0], options: options)
    try whole.check()
    for pieces in cuts[1...] {
      let outcome = Outcome(of: pieces, options: options)
      guard outcome == whole else {
        throw BrokenLaw(
          "a body in pieces gives the same reply as the whole body",
          "\(pieces.count) pieces gave \(outcome), the whole gave \(whole)")
      }
    }
  }

  /// What came of a body.
  private struct Outcome: Equatable {
    var joined = JoinedDeltas()
    var reply: Reply?
    var failure: ChatClientError?
    let sizeLimit: Int

    /// Reads a body as a client does, who stops when the decoder has enough.
    init(of pieces: [[UInt8]], options: UInt8) {
      sizeLimit = options & 4 == 0 ? 1 << 20 : 64
      var decoder = ReplyDecoder(
        status: 200, contentType: options & 1 == 0 ? "text/event-stream" : nil, secret: secret,
        sizeLimit: sizeLimit)
      var deltas: [ReplyDelta] = []
      for piece in pieces where !decoder.isDone { decoder.add(piece, to: &deltas) }
      do throws(ChatClientError) {
        let (last, reply) = try decoder.finish(options & 2 == 0 ? .ended : .broken("it broke off"))
        self.reply = reply
        deltas += last
      } catch {
        failure = error
        deltas = []
      }
      for delta in deltas { joined.add(delta) }
    }

    func check() throws {
      if let failure {
        guard !failure.message.isEmpty, !failure.message.contains(secret) else {
          throw BrokenLaw("a failure is a sentence without the key", failure.message)
        }
        return
      }
      guard let reply else { throw BrokenLaw("a body gives a reply or an error") }
      guard joined == JoinedDeltas(of: reply) else {
        throw BrokenLaw("the deltas joined are the reply", "\(joined) is not \(reply)")
      }
      let beside = [
        reply.model, reply.finishReason, reply.envelope.serialized,
        reply.completion == .complete ? nil : "\(reply.completion)",
      ].compactMap(\.self)
      if let leak = beside.first(where: { $0.contains(secret) }) {
        throw BrokenLaw("the key is not kept beside the text", leak)
      }
      guard reply.envelope.serialized.utf8.count <= ReplyAccumulator.envelopeLimit else {
        throw BrokenLaw("an envelope has its limit", reply.envelope.serialized)
      }
      let message = reply.message.json.serialized
      guard (try? JSONValue(parsing: message)) != nil else {
        throw BrokenLaw("a reply can be sent again", message)
      }
    }
  }
}
