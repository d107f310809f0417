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
    result.finish()
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
    var parts = JSONValue.null
    var calls: [[[UInt8]]] = []
    var details: [JSONValue] = []
    private var openText = ""

    init() {}

    init(_ reply: Reply) {
      text = Array(reply.text)
      reasoning = Array(reply.reasoning ?? "")
      refusal = Array(reply.refusal ?? "")
      parts = reply.parts ?? .null
      calls = reply.toolCalls.map { [Array($0.id), Array($0.name), Array($0.arguments)] }
      details = reply.toolCalls.map { Self.details($0.type, $0.extras) }
    }

    static func details(_ type: String, _ extras: [(key: String, value: JSONValue)]) -> JSONValue {
      ["type": .string(type), "extras": .object(JSONObject(extras))]
    }

    /// Nothing is left open, and where there is nothing but text there are no parts.
    mutating func finish() {
      endText()
      let isOnlyText = parts.arrayValue?.allSatisfy { $0["own"] != nil } ?? true
      parts =
        isOnlyText
        ? .null : .array((parts.arrayValue ?? []).map { $0["own"] ?? $0["part"] ?? .null })
    }

    private mutating func endText() {
      guard !openText.isEmpty else { return }
      append(["own": ["type": "text", "text": .string(openText)]])
      openText = ""
    }

    private mutating func append(_ entry: JSONValue) {
      parts = .array((parts.arrayValue ?? []) + [entry])
    }

    mutating func add(_ delta: ReplyDelta) {
      switch delta {
      case .text(let piece):
        text += Array(piece)
        openText += piece
      case .part(let part, let piece):
        text += Array(piece)
        endText()
        append(["part": part])
      case .reasoning(let piece, _): reasoning += Array(piece)
      case .refusal(let piece): refusal += Array(piece)
      case .toolCall(let index, let id, let name, let arguments):
        while calls.count <= index {
          calls.append([[], [], []])
          details.append(Self.details("function", []))
        }
        calls[index][0] += Array(id ?? "")
        calls[index][1] += Array(name ?? "")
        calls[index][2] += Array(arguments)
      case .toolCallDetails(let index, let type, let extras):
        details[index] = Self.details(type, extras)
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
