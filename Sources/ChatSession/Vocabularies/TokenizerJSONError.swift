/// Why a `tokenizer.json` cannot be used.
public enum TokenizerJSONError: Error, Equatable, CustomStringConvertible {
  /// It is another JSON value than an object.
  case notAnObject
  /// It is not a byte-level BPE model.
  case otherModel
  /// It cuts texts in a way that is not known here.
  case unknownSplitting
  /// A setting that would make other tokens.
  case setting(String)
  /// A token whose id is not a whole number.
  case noID(token: String)

  /// A clause that says what is wrong.
  public var description: String {
    switch self {
    case .notAnObject: "it is JSON, but not an object with a model, as a tokenizer.json is"
    case .otherModel: "it is not the tokenizer.json of a byte-level BPE vocabulary"
    case .unknownSplitting: "it cuts texts by a pattern (pre_tokenizer) that convo does not know"
    case .setting(let name): "its setting \(name) is not supported"
    case .noID(let token): "the token \(token) has no id"
    }
  }
}
