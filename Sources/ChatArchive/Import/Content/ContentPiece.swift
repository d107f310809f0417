import ChatCompletions
import ChatStore

/// A part of a message that is a message of its own here: it ends where the model waited for its tools.
struct ContentPiece {
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
  private(set) var files: [Attachment] = []
  /// The calls with which it ends.
  var calls: [Call] = []
  /// What has no place in a message's fields.
  private(set) var rest: [JSONValue] = []
  private(set) var start: Timestamp?
  private(set) var end: Timestamp?

  private var isCited = false
  private var endsWithMention = false

  /// Whether nothing has been added.
  var isEmpty: Bool {
    text.isEmpty && reasoning == nil && files.isEmpty && calls.isEmpty && rest.isEmpty
  }

  /// Adds a block; a call or a result is only mentioned.
  mutating func add(_ block: ContentBlock) {
    switch block.kind {
    case .text(let words, let isCited): say(words, isCited: isCited)
    case .thinking(let words):
      guard !words.isEmpty else { break }
      reasoning = reasoning.map { $0 + "\n\n" + words } ?? words
    case .file(let file): files.append(file)
    case .other(let shown): if let shown { mention(shown) }
    case .call:
      // A call without its result, or the reverse, cannot be sent to anyone.
      mention(ContentBlock.mention(block.whole.objectValue ?? [:]))
      keep(block.whole)
    case .result(let id, let name, let words):
      mention("[\(name.map { "\($0.importedTitle) result" } ?? "tool result")]")
      if !words.isEmpty { say(words) }
      var rest = block.rest?.objectValue ?? ["type": "tool_result"]
      rest.keep("tool_use_id", id.map { .string($0) })
      keep(.object(rest))
    }
    if let rest = block.rest, !block.isOfTool { keep(rest) }
    spend(block)
  }

  /// Adds words; what belongs to the same sentence is joined without a break.
  mutating func say(_ words: String, isCited: Bool = false) {
    let isOne =
      text.isEmpty || words.isEmpty
      || (!endsWithMention
        && (self.isCited || isCited || text.last?.isWhitespace == true
          || words.first?.isWhitespace == true))
    text += isOne ? words : "\n\n" + words
    self.isCited = isCited
    if !words.isEmpty { endsWithMention = false }
  }

  /// Shows something in brackets, in a paragraph of its own.
  mutating func mention(_ words: String) {
    text += text.isEmpty ? words : "\n\n" + words
    endsWithMention = true
  }

  /// Keeps something for which a message has no field.
  mutating func keep(_ value: JSONValue) {
    rest.append(value)
  }

  /// Takes the time of a block.
  mutating func spend(_ block: ContentBlock) {
    if start == nil { start = block.start }
    end = block.end ?? end
  }
}
