/// Why a vocabulary cannot be used.
public enum VocabularyError: Error, Equatable, CustomStringConvertible {
  /// It has no tokens at all.
  case empty
  /// A line that is not `base64 rank`.
  case unreadable(line: Int)
  /// A token of no bytes.
  case emptyToken(id: UInt32)
  /// A token whose bytes are another's.
  case duplicate(id: UInt32)
  /// An id of two tokens, so that it does not say which of them a text has.
  case sharedID(UInt32)
  /// A byte that is not a token by itself, so that not every text has tokens.
  case missingByte(UInt8)
  /// A pair that merges into no token, or whose parts are none.
  case unknownMerge(index: Int)
  /// A token with a character that stands for no byte.
  case notByteLevel(token: String)
  /// A token of more bytes than any real one has.
  case tooLong(id: UInt32)
  /// More tokens than there are numbers for.
  case tooMany
  /// Tokens with more beginnings together than the trie can hold.
  case tooLarge(tokens: Int)

  /// A clause that says what is wrong.
  public var description: String {
    switch self {
    case .empty: "it has no tokens"
    case .unreadable(let line): "line \(line) is not a token in Base64, a space and a rank"
    case .emptyToken(let id): "token \(id) is empty"
    case .duplicate(let id): "token \(id) has the same bytes as another"
    case .sharedID(let id): "two of its tokens have the id \(id)"
    case .missingByte(let byte):
      "the byte 0x\(String(byte, radix: 16)) is not one of the first 256 tokens"
    case .unknownMerge(let index): "merge \(index) is not of two tokens that make a third"
    case .notByteLevel(let token): "the token \(token) is not of byte-level characters"
    case .tooLong(let id): "token \(id) is longer than \(VocabularyHeader.longestToken) bytes"
    case .tooMany: "it has more than \(VocabularyHeader.mostTokens) tokens"
    case .tooLarge(let tokens):
      "its \(tokens) tokens do not fit into the tables, which have \(VocabularyHeader.mostUnits) places"
        + " for the beginnings of tokens"
    }
  }
}
