import CProfiles
import ChatCompletions

/// What convo knows of models by their names, whoever serves them: the file `Profiles/models.toml`.
///
/// The file is read where it lies, and only the line that is asked for: describing every model would be
/// a tenth of what a command costs.
enum KnownModels {
  /// What is known of a model; nil for a name that no pattern matches.
  static func draft(of name: String) -> ModelDraft? {
    guard let line = lines().first(where: { matches(pattern(of: $0), name) }) else { return nil }
    return draft(ofLine: String(decoding: line, as: UTF8.self))
  }

  /// The lines that describe models, in their order.
  static func lines() -> LazyFilterSequence<[Slice<UnsafeRawBufferPointer>]> {
    var size = 0
    let text = UnsafeRawBufferPointer(start: cprofiles_models(&size), count: size)
    return text.split(separator: UInt8(ascii: "\n")).lazy
      .filter { $0.first == UInt8(ascii: "\"") }
  }

  /// The text between a line's first two quotation marks.
  static func pattern(of line: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    line.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
  }

  /// Whether a name, lower-cased and without what stands before its last slash, is the pattern or begins
  /// with what the pattern has before its star.
  static func matches(_ pattern: Slice<UnsafeRawBufferPointer>, _ name: String) -> Bool {
    var rest = pattern
    let isPrefix = rest.last == UInt8(ascii: "*")
    if isPrefix { rest.removeLast() }
    let start = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name.utf8.index(after: $0) }
    var letters = name.utf8[(start ?? name.startIndex)...]
    while let expected = rest.popFirst() {
      guard let letter = letters.popFirst() else { return false }
      let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= letter
      guard (isCapital ? letter | 0x20 : letter) == expected else { return false }
    }
    return isPrefix || letters.isEmpty
  }

  /// What a line says; nil if it is not as the file's head describes, which a test rules out.
  static func draft(ofLine line: String) -> ModelDraft? {
    guard let document = try? TOMLDocument(line, name: "models.toml"),
      let table = document.root.members.first?.value.objectValue
    else { return nil }
    return ModelDraft(table: table)
  }
}
