import ChatCompletions
import ChatStore

/// Takes the lines of convo's own JSONL in, as they come.
struct RecordFileReader {
  /// Where in the file the lines are.
  private enum Place {
    case outside
    /// In the conversation that began there.
    case inside(number: Int, offset: Int, id: Identifier<Conversation>, lines: Int)
    /// In one of which a line cannot be read.
    case skipping
  }

  private let file: ImportFile
  private let importer: Importer
  private let decoder = RecordDecoder()
  private var place = Place.outside
  private var isNative = false

  init(_ file: ImportFile, into importer: Importer) {
    self.file = file
    self.importer = importer
  }

  /// Whether an object is a line of convo's own, which the first one of a file says.
  mutating func recognizes(_ object: JSONObject) -> Bool {
    if isNative { return true }
    let type = object["type"]?.stringValue
    isNative =
      (type == "conversation" && object["format"]?.stringValue?.hasPrefix("convo.jsonl.") == true)
      || (type == "attachment" && object["sha256"] != nil && object["base64"] != nil)
    return isNative
  }

  mutating func take(_ object: JSONObject, at offset: Int) throws {
    do {
      let record = try decoder.record(object)
      if case .end = record { try checkEnd(RecordFields(object)) }
      try take(record, at: offset)
    } catch let error as UnreadableConversation {
      try skip()
      importer.add(ImportProblem(file: file.name, position: offset, reason: error.description))
    }
  }

  private mutating func take(_ record: StoreRecord, at offset: Int) throws {
    switch (record, place) {
    case (.conversation(let conversation), _):
      try finish()
      let number = importer.begin(file.name, offset)
      place = .inside(number: number, offset: offset, id: conversation.id, lines: 1)
      try importer.add(record, at: number)
    case (.attachment, _): try importer.add(record, at: 0)
    case (.end, .inside(let number, _, _, _)):
      place = .outside
      try importer.add(record, at: number)
    case (_, .inside(let number, let begin, let id, let lines)):
      place = .inside(number: number, offset: begin, id: id, lines: lines + 1)
      try importer.add(record, at: number)
    case (.end, .skipping): place = .outside
    case (_, .skipping): break
    case (_, .outside):
      // One problem for a conversation whose beginning is missing, not one for each line.
      place = .skipping
      throw UnreadableConversation("The beginning of its conversation is missing.")
    }
  }

  /// Sees whether all lines of the conversation have come.
  private func checkEnd(_ end: RecordFields) throws {
    guard case .inside(_, _, let id, let lines) = place else { return }
    let ended: Identifier<Conversation> = try end.identifier("id")
    guard ended == id, try end.optionalCount("lines") ?? lines + 1 == lines + 1 else {
      throw UnreadableConversation(
        "Lines of the conversation are missing, or another one's are among them.")
    }
  }

  /// Passes over the rest of a conversation of which a line cannot be read.
  mutating func skip() throws {
    if case .outside = place { return place = .skipping }
    guard case .inside = place else { return }
    try importer.abandon()
    place = .skipping
  }

  /// Sees whether the last conversation is whole.
  mutating func finish() throws {
    if case .inside(_, let offset, _, _) = place {
      try importer.abandon()
      importer.add(
        ImportProblem(
          file: file.name, position: offset, reason: "The end of the conversation is missing."))
    }
    place = .outside
  }
}
