#if Networking
  import ChatCompletions

  /// A chat completion request as the demo understands it; fields it does not know are ignored.
  struct DemoRequest: Equatable, Sendable {
    /// The model asked for, any name.
    var model: String
    /// The messages, at least one.
    var messages: [DemoMessage]
    /// Whether the answer is to be streamed.
    var isStreamed: Bool
    /// Whether a stream is to end with the usage.
    var includesUsage: Bool
    /// The functions offered.
    var tools: [DemoTool]
    /// What all of that would count, by `DemoTokenEstimate`.
    var promptTokens: Int

    /// Reads the body of a request.
    /// - Throws: `DemoError`, status 400, if it is not one.
    init(parsing body: [UInt8]) throws(DemoError) {
      let json: JSONValue
      do {
        json = try JSONValue(parsing: body)
      } catch {
        throw DemoError(status: 400, message: "The request body is not JSON: \(error).")
      }
      guard json.objectValue != nil else {
        throw DemoError(status: 400, message: "The request body is not a JSON object.")
      }
      guard let model = json["model"]?.stringValue, !model.isEmpty else {
        throw DemoError(status: 400, message: "A model must be named.", parameter: "model")
      }
      guard let elements = json["messages"]?.arrayValue, !elements.isEmpty else {
        throw DemoError(
          status: 400, message: "There must be an array of at least one message.",
          parameter: "messages")
      }
      let messages = elements.compactMap(DemoMessage.init)
      guard messages.count == elements.count else {
        throw DemoError(
          status: 400, message: "Every message needs a role, and text or parts as its content.",
          parameter: "messages")
      }
      self.model = model
      self.messages = messages
      isStreamed = try Self.flag(json["stream"], name: "stream")
      let usage = json["stream_options"]?["include_usage"]
      includesUsage = try Self.flag(usage, name: "stream_options.include_usage")
      tools = (json["tools"]?.arrayValue ?? []).compactMap(DemoTool.init)
      var estimate = DemoTokenEstimate()
      for message in messages { estimate.add(message.text) }
      if !tools.isEmpty { estimate.add(json["tools"]?.serialized ?? "") }
      promptTokens = estimate.tokens
    }

    private static func flag(_ value: JSONValue?, name: String) throws(DemoError) -> Bool {
      switch value {
      case nil, .null: return false
      case .bool(let flag): return flag
      default:
        throw DemoError(status: 400, message: "\(name) must be true or false.", parameter: name)
      }
    }
  }
#endif
