@testable import ChatCompletions

/// What a decoder made of a body.
struct Decoded {
  var deltas: [ReplyDelta] = []
  var reply: Reply

  /// Decodes the pieces of a body.
  init(
    pieces: [[UInt8]], contentType: String? = "text/event-stream", ending: ReplyEnding = .ended,
    cause: ChatClientError? = nil, secret: String? = nil, sizeLimit: Int = 256 << 20
  ) throws(ChatClientError) {
    var decoder = ReplyDecoder(
      status: 200, contentType: contentType, secret: secret, sizeLimit: sizeLimit)
    for piece in pieces { decoder.add(piece, to: &deltas) }
    let (last, reply) = try decoder.finish(ending, cause: cause)
    self.reply = reply
    deltas += last
  }

  /// Decodes a stream of these payloads.
  init(
    events: [String], done: Bool = true, ending: ReplyEnding = .ended, sizeLimit: Int = 256 << 20
  ) throws(ChatClientError) {
    let body = (events + (done ? ["[DONE]"] : [])).map { "data: \($0)\n\n" }.joined()
    try self.init(pieces: [Array(body)], ending: ending, sizeLimit: sizeLimit)
  }

  /// Decodes a stream of chunks that hold these deltas.
  init(choiceDeltas: [String], finish: String? = "stop") throws(ChatClientError) {
    let last = finish.map { [#"{"choices":[{"index":0,"delta":{},"finish_reason":"\#($0)"}]}"#] }
    try self.init(
      events: choiceDeltas.map { #"{"choices":[{"index":0,"delta":\#($0)}]}"# } + (last ?? []),
      done: false)
  }

  /// The deltas put together as a reader of them would.
  var assembled: Assembled {
    var result = Assembled()
    for delta in deltas { result.add(delta) }
    return result
  }

  /// Whether the deltas say exactly what the reply says.
  var deltasMatchReply: Bool {
    assembled == Assembled(reply)
  }

  /// What deltas say.
  struct Assembled: Equatable {
    var text: [UInt8] = []
    var reasoning: [UInt8] = []
    var refusal: [UInt8] = []
    var calls: [[[UInt8]]] = []

    init() {}

    init(_ reply: Reply) {
      text = Array(reply.text)
      reasoning = Array(reply.reasoning ?? "")
      refusal = Array(reply.refusal ?? "")
      calls = reply.toolCalls.map { [Array($0.id), Array($0.name), Array($0.arguments)] }
    }

    mutating func add(_ delta: ReplyDelta) {
      switch delta {
      case .text(let piece): text += Array(piece)
      case .reasoning(let piece, _): reasoning += Array(piece)
      case .refusal(let piece): refusal += Array(piece)
      case .toolCall(let index, let id, let name, let arguments):
        while calls.count <= index { calls.append([[], [], []]) }
        calls[index][0] += Array(id ?? "")
        calls[index][1] += Array(name ?? "")
        calls[index][2] += Array(arguments)
      }
    }
  }
}

extension Reply {
  /// Why it is truncated; nil when it is complete.
  var truncation: String? {
    if case .truncated(let reason) = completion { reason } else { nil }
  }
}
