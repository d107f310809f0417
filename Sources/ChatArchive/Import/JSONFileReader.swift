import ChatCompletions
import ChatStore

/// Reads a file of JSON values, each of which is a conversation or a line of one.
struct JSONFileReader {
  private let file: ImportFile
  private let importer: Importer
  private var native: RecordFileReader
  /// Where values stand that are no conversation.
  private var strangers: [Int] = []
  private var hasConversations = false
  /// What was wrong before the first conversation.
  private var early: [ImportProblem] = []
  /// The conversation of which every line of the file is a piece.
  private var log: (any ConversationLog)?

  private static let formats: [any ConversationFormat] = [
    ChatGPTFormat(), ClaudeFormat(), OpenAIFormat(), ShareGPTFormat(),
  ]

  private static let logs: [any ConversationLog.Type] = [ClaudeCodeLog.self, CodexLog.self]

  /// How many bytes of a value are kept: an attachment of convo's largest size, in Base64.
  private static let longest = 160 << 20

  init(_ file: ImportFile, into importer: Importer) {
    self.file = file
    self.importer = importer
    native = RecordFileReader(file, into: importer)
  }

  /// Reads it to its end.
  /// - Throws: `ImportError` where nothing in it is a conversation, or it cannot be read any further.
  mutating func read() throws {
    let source = try file.open()
    var splitter = JSONSplitter(limit: Self.longest) { try source.read($0) }
    while let piece = try splitter.next() {
      switch piece {
      case .value(let bytes, let offset): try take(bytes, at: offset)
      case .tooLong(let offset):
        try problem(at: offset, "It has more than \(Self.longest >> 20) MB.")
      case .broken(let offset, let reason):
        try problem(at: offset, "The file cannot be read any further: \(reason).")
      }
      try importer.show(bytes: splitter.offset)
    }
    try native.finish()
    try finishLog()
    guard hasConversations else {
      guard file.isNamed else { return }
      let first = early.first.map { "byte \($0.position ?? 0): \($0.reason.dropLast())" }
      throw ImportError.noConversations(path: file.name, isFolder: false, because: first)
    }
    for problem in early { importer.add(problem) }
    for offset in strangers {
      try problem(at: offset, "It is no conversation of a kind that convo knows.")
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, at offset: Int) throws {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      return try problem(at: offset + error.offset, "It is not JSON: \(error.reason).")
    }
    guard let object = value.objectValue else {
      if strangers.count < 1000 { strangers.append(offset) }
      return
    }
    if native.recognizes(object) {
      hasConversations = true
      return try native.take(object, at: offset)
    }
    if log == nil {
      log = Self.logs.first { $0.recognizes(object) }?.init(in: file.surroundings)
    }
    guard log == nil else {
      hasConversations = true
      log?.add(object)
      return
    }
    guard let format = Self.formats.first(where: { $0.recognizes(object) }) else {
      if strangers.count < 1000 { strangers.append(offset) }
      return
    }
    hasConversations = true
    let surroundings = file.surroundings
    try add(at: offset) { try format.conversation(object, in: surroundings) }
  }

  private mutating func finishLog() throws {
    guard let log else { return }
    self.log = nil
    try add(at: 0) { try log.conversation() }
  }

  /// Takes a conversation in that can perhaps not be read.
  private mutating func add(
    at offset: Int, _ read: () throws -> ImportedConversation?
  ) throws {
    do {
      guard let conversation = try read() else { return importer.addEmpty() }
      try importer.add(conversation, from: file.name, at: offset)
    } catch let error as UnreadableConversation {
      try problem(at: offset, error.description)
    }
  }

  private mutating func problem(at offset: Int, _ reason: String) throws {
    let problem = ImportProblem(file: file.name, position: offset, reason: reason)
    // A file without any conversation is one problem, however many lines it has.
    if hasConversations {
      importer.add(problem)
    } else if early.count < 1000 {
      early.append(problem)
    }
    try native.skip()
  }
}
