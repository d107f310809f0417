import ChatCompletions
import ChatStore

/// Takes the lines of convo's own JSONL in, as they come.
struct RecordFileReader {
  /// Where in the file the lines are.
  private enum Place {
    case outside
    /// In the conversation that began there.
    case inside(number: Int, offset: Int)
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
      try take(decoder.record(object), at: offset)
    } catch let error as UnreadableConversation {
      try skip()
      importer.add(ImportProblem(file: file.name, position: offset, reason: error.description))
    }
  }

  private mutating func take(_ record: StoreRecord, at offset: Int) throws {
    switch (record, place) {
    case (.conversation, _):
      try finish()
      let number = importer.begin(file.name, offset)
      place = .inside(number: number, offset: offset)
      try importer.add(record, at: number)
    case (.attachment, _): try importer.add(record, at: 0)
    case (.end, .inside(let number, _)):
      place = .outside
      try importer.add(record, at: number)
    case (_, .inside(let number, _)): try importer.add(record, at: number)
    case (_, .skipping): break
    case (_, .outside):
      throw UnreadableConversation("A line stands behind the end of its conversation.")
    }
  }

  /// Passes over the rest of a conversation of which a line cannot be read.
  mutating func skip() throws {
    guard case .inside = place else { return }
    try importer.abandon()
    place = .skipping
  }

  /// Sees whether the last conversation is whole.
  mutating func finish() throws {
    if case .inside(_, let offset) = place {
      try importer.abandon()
      importer.add(
        ImportProblem(
          file: file.name, position: offset, reason: "The end of the conversation is missing."))
    }
    place = .outside
  }
}
