#if Networking
  /// The payloads of an ordinary stream, to be spoilt.
  enum Chunk {
    /// More of the text, in ordinary JSON.
    static func text(_ text: String) -> String { delta(#""content":"\#(text)""#) }

    /// A delta with these members.
    static func delta(_ members: String) -> String {
      choice(#""index":0,"delta":{\#(members)},"finish_reason":null"#)
    }

    /// A choice with these members.
    static func choice(_ members: String) -> String {
      #"{"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m-1","#
        + #""choices":[{\#(members)}]}"#
    }

    /// Pieces of tool calls.
    static func calls(_ pieces: String...) -> String {
      delta(#""tool_calls":[\#(pieces.joined(separator: ","))]"#)
    }

    /// The last chunk of a choice, with more members at its top.
    static func finish(_ reason: String = "stop", _ more: String = "") -> String {
      #"{"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m-1","#
        + #""choices":[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]\#(more)}"#
    }

    /// The last event.
    static let done = "[DONE]"

    /// What an ordinary stream ends with.
    static let end = [finish(), done]

    /// What a stream that calls tools ends with.
    static let endOfCalls = [finish("tool_calls"), done]

    /// A whole reply in one JSON object.
    static func whole(_ message: String, finish: String = #""stop""#) -> String {
      #"{"id":"c-1","object":"chat.completion","created":1,"model":"m-1","choices":[{"index":0,"#
        + #""message":{"role":"assistant",\#(message)},"finish_reason":\#(finish)}]}"#
    }
  }

  extension [String] {
    /// The payloads as server-sent events.
    var asEvents: String { map { "data: \($0)\n\n" }.joined() }
  }
#endif
