/// Why a prompt cannot be had; its description is one sentence.
enum PromptError: Error, Equatable {
  /// Bytes that are not UTF-8, and the offset of the first of them.
  case notUTF8(source: String, offset: Int)
  /// The character NUL, which no endpoint takes, and its offset.
  case containsNUL(source: String, offset: Int)
  /// More text than anybody means to send.
  case tooLong(source: String, limit: Int)
  /// The system refused to read.
  case unreadable(source: String, reason: String)
  /// There is no place for the editor's file.
  case unwritable(folder: String, reason: String)
  /// The editor could not be run, or says that the text is not to be used.
  case editor(command: String, reason: String)
}

extension PromptError: CustomStringConvertible {
  /// What is wrong and what to do.
  var description: String {
    switch self {
    case .notUTF8(let source, let offset):
      "The text from \(source) is not UTF-8 (see byte \(offset)); convert it first, for instance "
        + "with iconv."
    case .containsNUL(let source, let offset):
      "The text from \(source) holds a NUL (byte \(offset)), so it is not text; attach or convert "
        + "it."
    case .tooLong(let source, let limit):
      "The text from \(source) is longer than \(limit >> 20) MiB; send a part of it."
    case .unreadable(let source, let reason): "Nothing can be read from \(source): \(reason)."
    case .unwritable(let folder, let reason):
      "The editor's file cannot be made in \(folder): \(reason); $TMPDIR names another folder."
    case .editor(let command, let reason):
      "The editor '\(command)' \(reason); nothing was sent. $VISUAL or $EDITOR names the editor."
    }
  }
}
