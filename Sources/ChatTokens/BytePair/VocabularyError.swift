/// Why a vocabulary cannot be used.
public enum VocabularyError: Error, Equatable, CustomStringConvertible {
  /// A line that is not `base64 rank`.
  case unreadable(line: Int)
  /// A token that was there before, or has no bytes.
  case duplicate(id: UInt32)
  /// A byte that is not a token by itself, so that not every text has tokens.
  case missingByte(UInt8)
  /// A pair that merges into no token, or whose parts are none.
  case unknownMerge(index: Int)
  /// A token that the listed pairs make in an order that ranks of tokens cannot say.
  case otherOrder(id: UInt32)
  /// A token with a character that stands for no byte.
  case notByteLevel(token: String)
  /// More tokens than the tables can hold.
  case tooLarge
  /// A token of more bytes than any real one has.
  case tooLong(id: UInt32)

  /// A clause that says what is wrong.
  public var description: String {
    switch self {
    case .unreadable(let line): "line \(line) is not a token in Base64, a space and a rank"
    case .duplicate(let id): "token \(id) is there twice, or empty"
    case .missingByte(let byte):
      "the byte 0x\(String(byte, radix: 16)) is not one of the first 256 tokens"
    case .unknownMerge(let index): "merge \(index) is not of two tokens that make a third"
    case .notByteLevel(let token): "the token \(token) is not of byte-level characters"
    case .otherOrder(let id): "its pairs do not merge in the order of their tokens (token \(id))"
    case .tooLong(let id): "token \(id) is longer than \(VocabularyHeader.longestToken) bytes"
    case .tooLarge: "it has more tokens than can be used (\(VocabularyHeader.mostTokens))"
    }
  }
}
