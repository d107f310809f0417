import ChatCompletions
import ChatStore

/// A part of a message that is a message of its own here: it ends where the model waited for its tools.
struct ClaudePiece {
  /// A call, with what its tool gave back where that stands beside it.
  struct Call {
    let call: ToolCall
    var answer: Answer?
  }

  /// What a tool gave back.
  struct Answer {
    let text: String
    let rest: JSONValue?
    let time: Timestamp?
  }

  private(set) var text = ""
  private(set) var reasoning: String?
  private(set) var images: [InlineData] = []
  /// The calls with which it ends.
  var calls: [Call] = []
  /// What has no place in a message's fields.
  private(set) var rest: [JSONValue] = []
  private(set) var start: Timestamp?
  private(set) var end: Timestamp?

  private var isCited = false

  /// Whether nothing has been added.
  var isEmpty: Bool {
    text.isEmpty && reasoning == nil && images.isEmpty && calls.isEmpty && rest.isEmpty
  }

  /// Adds a block; a call or a result is only mentioned.
  mutating func add(_ block: ClaudeBlock) {
    switch block.kind {
    case .text(let words, let isCited): say(words, isCited: isCited)
    case .thinking(let words):
      guard !words.isEmpty else { break }
      reasoning = reasoning.map { $0 + "\n\n" + words } ?? words
    case .image(let data): images.append(data)
    case .other(let shown): if let shown { say(shown) }
    case .call, .result:
      // A call without its result, or the reverse, cannot be sent to anyone.
      say(ClaudeBlock.mention(block.whole.objectValue ?? [:]))
      keep(block.whole)
    }
    if let rest = block.rest, !block.isOfTool { keep(rest) }
    spend(block)
  }

  /// Adds words; what belongs to the same sentence is joined without a break.
  mutating func say(_ words: String, isCited: Bool = false) {
    let isOne =
      text.isEmpty || words.isEmpty || self.isCited || isCited
      || text.last?.isWhitespace == true || words.first?.isWhitespace == true
    text += isOne ? words : "\n\n" + words
    self.isCited = isCited
  }

  /// Keeps something for which a message has no field.
  mutating func keep(_ value: JSONValue) {
    rest.append(value)
  }

  /// Takes the time of a block.
  mutating func spend(_ block: ClaudeBlock) {
    if start == nil { start = block.start }
    end = block.end ?? end
  }
}
