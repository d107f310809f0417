/// Turns the body of a successful response into deltas and one reply; pure.
///
/// What the server sends decides how it is read, not what was asked for: servers answer a request
/// for a stream with one JSON object, and the reverse, and label both wrongly.
package struct ReplyDecoder {
  private enum Form {
    case unknown, events, json, other
  }

  /// Whether the last piece brought the reply on: words, a call, its end, what it cost.
  ///
  /// Comments, pings and empty deltas do not, or an endpoint could keep a reader waiting for ever. A large
  /// event counts each time that twice as much of it is there.
  package private(set) var sawPayload = false

  private let status: Int
  private let isLabelledAsEvents: Bool
  let secret: String?
  private let sizeLimit: Int
  private var form = Form.unknown
  private var parser: ServerSentEventParser
  private var accumulator: ReplyAccumulator
  /// The body so far where it is no stream; of one whose form is unknown, what precedes it.
  private var body: [UInt8] = []
  /// The beginning of a stream, to be quoted when it turns out to be none.
  private var beginning: [UInt8] = []
  private var isBeyondLimit = false
  /// How much of the event, or the body, was there when it counted last.
  private var countedBytes = 0

  /// Makes a decoder.
  ///
  /// - Parameters:
  ///   - status: The response's status, for errors.
  ///   - contentType: The response's `Content-Type`.
  ///   - secret: The key, which is taken out of what an endpoint says.
  ///   - sizeLimit: The longest reply, in bytes.
  package init(
    status: Int, contentType: String?, secret: String? = nil,
    sizeLimit: Int = ChatClient.usualReplyLimit
  ) {
    self.status = status
    self.isLabelledAsEvents = contentType?.lowercased().contains("text/event-stream") ?? false
    self.secret = secret
    let sizeLimit = min(max(0, sizeLimit), 1 << 40)
    self.sizeLimit = sizeLimit
    self.accumulator = ReplyAccumulator(sizeLimit: sizeLimit)
    // An event has escapes and an envelope around its text; 64 MiB are enough for any.
    self.parser = ServerSentEventParser(sizeLimit: min(64 << 20, max(1 << 20, 2 * sizeLimit)))
  }

  /// Whether nothing more of the body is wanted.
  package var isDone: Bool {
    accumulator.isDone || accumulator.isOverLimit || accumulator.hasFailed || isBeyondLimit
  }

  /// Whether the reply can be told from nothing.
  package var hasArrived: Bool { accumulator.hasArrived || accumulator.isFinished }

  /// Takes the next piece of the body and appends the deltas it makes.
  package mutating func add(_ piece: [UInt8], to deltas: inout [ReplyDelta]) {
    sawPayload = false
    let first = deltas.count
    defer { for index in first..<deltas.count { deltas[index] = deltas[index].redacting(secret) } }
    switch form {
    case .unknown: addUnknown(piece, to: &deltas)
    case .events: addEvents(piece, to: &deltas)
    case .json, .other:
      let room = bodyLimit - body.count
      if piece.count > room { isBeyondLimit = true }
      body.append(contentsOf: piece.prefix(room))
      sawPayload = hasGrown(to: body.count)
    }
  }

  private mutating func hasGrown(to count: Int) -> Bool {
    guard count >= max(1 << 16, 2 * countedBytes) else { return false }
    countedBytes = count
    return true
  }

  /// The longest body that is kept: one has escapes and an envelope around its text; of what is no
  /// reply only the beginning is quoted.
  private var bodyLimit: Int {
    form == .json ? 2 * sizeLimit : min(2 * sizeLimit, 16384)
  }

  private mutating func addUnknown(_ piece: [UInt8], to deltas: inout [ReplyDelta]) {
    body.append(contentsOf: piece)
    var rest = body[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    rest = rest.drop(while: \.isSpace)
    guard let first = rest.first, first != 0xEF || rest.count > 2 else {
      body = Array(rest)
      return
    }
    form =
      switch first {
      case UInt8(ascii: "{"), UInt8(ascii: "["): .json
      case UInt8(ascii: "<"): .other
      case _ where isLabelledAsEvents: .events
      case UInt8(ascii: ":"), UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "i"),
        UInt8(ascii: "r"):
        .events
      default: .other
      }
    let start = Array(rest)
    body = []
    add(start, to: &deltas)
  }

  private mutating func addEvents(_ piece: [UInt8], to deltas: inout [ReplyDelta]) {
    if beginning.count < 4096 { beginning.append(contentsOf: piece.prefix(4096)) }
    let before = accumulator.progress
    do {
      try Self.feed(piece, to: &parser, &accumulator, &deltas)
      if parser.unfinishedBytes == 0 { countedBytes = 0 }
      sawPayload = accumulator.progress != before || hasGrown(to: parser.unfinishedBytes)
    } catch {
      accumulator.note("an event of the stream was larger than \(parser.sizeLimit >> 20) MiB")
      isBeyondLimit = true
    }
    redactError()
  }

  private static func feed(
    _ piece: [UInt8], to parser: inout ServerSentEventParser,
    _ accumulator: inout ReplyAccumulator, _ deltas: inout [ReplyDelta]
  ) throws(ServerSentEventError) {
    try piece.withUnsafeBytes { bytes in
      Result { () throws(ServerSentEventError) in
        try parser.consume(bytes) { accumulator.add(chunk: $0, to: &deltas) }
      }
    }.get()
  }

  /// Ends the body: the last deltas, and the reply.
  ///
  /// - Parameters:
  ///   - ending: How the body ended.
  ///   - cause: The failure that ended it, thrown when nothing had arrived by then.
  /// - Returns: The deltas that were still missing, and the reply.
  /// - Throws: `ChatClientError` when the body held nothing of a reply.
  package mutating func finish(
    _ ending: ReplyEnding, cause: ChatClientError? = nil
  ) throws(ChatClientError) -> (deltas: [ReplyDelta], reply: Reply) {
    var deltas: [ReplyDelta] = []
    if form == .events, ending == .ended, !isBeyondLimit {
      Self.finish(&parser, &accumulator, &deltas)
    }
    if form == .json, !isBeyondLimit {
      body.withUnsafeBytes { accumulator.add(chunk: $0, isBody: true, to: &deltas) }
    }
    redactError()
    // What is quoted is cleaned before it is shortened, so that no half of a key is left over.
    accumulator.inexactness = accumulator.inexactness.map {
      let sentence = EndpointError(message: $0).redacting(secret).message.asSentence
      return EndpointError(message: sentence).redacting(secret).message
    }
    guard hasArrived, !accumulator.hasFailed else {
      throw failure(cause).redacting(secret)
    }
    deltas += accumulator.flush()
    deltas = deltas.map { $0.redacting(secret) }
    return (deltas, accumulator.finish(ending).redacting(secret))
  }

  private static func finish(
    _ parser: inout ServerSentEventParser, _ accumulator: inout ReplyAccumulator,
    _ deltas: inout [ReplyDelta]
  ) {
    parser.finish { accumulator.add(lastChunk: $0, to: &deltas) }
  }

  private mutating func redactError() {
    guard let secret, let error = accumulator.error else { return }
    accumulator.error = error.redacting(secret)
  }

  /// What to say when nothing of a reply came.
  private func failure(_ cause: ChatClientError?) -> ChatClientError {
    if let error = accumulator.error { return ChatClientError(api: error, status: status) }
    if let cause { return cause }
    var words = "the endpoint's answer ended before anything of a reply had come"
    switch form {
    case .unknown: words = "the endpoint's answer is empty"
    case .json:
      words = accumulator.inexactness ?? "the endpoint's answer holds no reply"
      if isBeyondLimit { words = "the endpoint's answer is too large" }
    case .other: words = "the endpoint's answer is no reply: " + excerpt(of: body)
    case .events:
      if let inexactness = accumulator.inexactness {
        words = "nothing of a reply came: \(inexactness)"
      } else if !isLabelledAsEvents, !beginning.isEmpty {
        words = "the endpoint's answer is no reply: " + excerpt(of: beginning)
      }
    }
    return ChatClientError(kind: .malformed, status: status, message: words)
  }

  private func excerpt(of bytes: [UInt8]) -> String {
    EndpointError(message: bytes.excerptOfWords).redacting(secret).message.asSentence
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09
  }
}
