/// What a stream of JSON values has next.
enum JSONPiece: Equatable {
  /// A value's bytes, and where in the stream the first of them stands.
  case value(ArraySlice<UInt8>, offset: Int)
  /// A value of more bytes than are kept.
  case tooLong(offset: Int)
  /// Bytes that are no JSON, behind which nothing can be read.
  case broken(offset: Int, reason: String)

  /// Where it stands.
  var offset: Int {
    switch self {
    case .value(_, let offset), .tooLong(let offset), .broken(let offset, _): offset
    }
  }
}
