import ChatCompletions
import ChatStore

/// Makes messages of turns, one below the other.
struct ShareGPTWriter {
  private(set) var assembly: ConversationAssembly
  private let model: String?
  private let time: Timestamp
  /// What the first message keeps of the conversation.
  var rest = JSONObject()
  /// The end of the path.
  private(set) var head: Identifier<Message>?
  /// The first words of the user.
  private(set) var prompt: String?

  private var count = 0
  private var open: [String] = []

  /// Begins.
  /// - Parameters:
  ///   - assembly: Takes the messages.
  ///   - model: The model that replied, where that is known.
  ///   - time: When all was said.
  init(_ assembly: ConversationAssembly, model: String?, time: Timestamp) {
    self.assembly = assembly
    self.model = model
    self.time = time
  }

  /// Adds instructions that stand beside the turns.
  mutating func instruct(_ text: String) {
    head = add(MessageContent(role: .system, text: text), as: "system", JSONObject())
  }

  /// Adds turns below the head.
  mutating func add(_ elements: [JSONValue]) throws {
    for element in elements {
      let turn = try ShareGPTTurn(element, at: count)
      head = add(content(of: turn), as: String(count), turn.rest)
      count += 1
    }
  }

  /// Adds two replies to the head, of which the first was preferred.
  mutating func addPair(chosen: JSONValue?, rejected: JSONValue?) throws {
    let (above, open) = (head, open)
    var ends: [Identifier<Message>?] = []
    for (name, value) in [("chosen", chosen), ("rejected", rejected)] {
      guard let value, !value.saysNothing else { continue }
      (head, self.open) = (above, open)
      let elements = value.arrayValue ?? [value.stringValue.map { Self.reply($0) } ?? value]
      for (index, element) in elements.enumerated() {
        let turn = try ShareGPTTurn(element, at: index)
        let id = add(content(of: turn), as: "\(name) \(index)", turn.rest)
        if index == 0, name == "chosen", rejected?.saysNothing == false {
          assembly.prefer(id, at: time)
        }
        head = id
      }
      ends.append(head)
    }
    head = ends.first ?? above
  }

  private static func reply(_ text: String) -> JSONValue {
    ["from": "gpt", "value": .string(text)]
  }

  private mutating func content(of turn: ShareGPTTurn) -> MessageContent {
    var content = MessageContent(role: .user, text: turn.text)
    switch turn.kind {
    case .message(let role): content.role = role
    case .calls:
      content.role = .assistant
      if let calls = turn.calls(at: count) {
        content.text = ""
        content.toolCalls = calls
      }
    case .result:
      // A result of nothing cannot be sent as one.
      guard !open.isEmpty else { break }
      content.role = .tool
      content.toolCallID = open.removeFirst()
      return content
    }
    open = content.toolCalls.map(\.callID)
    return content
  }

  private mutating func add(
    _ content: MessageContent, as node: String, _ kept: JSONObject
  ) -> Identifier<Message> {
    if prompt == nil, content.role == .user, !content.text.isEmpty { prompt = content.text }
    var content = content
    content.extras = JSONObject(kept.members + rest.members).extras(of: assembly.source)
    rest = JSONObject()
    let id = assembly.add(content, as: node, under: head, at: time)
    if content.role == .assistant {
      assembly.addTurn(making: id, by: model, from: time, to: time)
    }
    return id
  }
}
