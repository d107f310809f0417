/// Bytes that are read one piece after another.
protocol ByteSource: AnyObject {
  /// How many bytes there are, as far as that is known before.
  var size: Int? { get }

  /// Reads the next bytes, at most so many; none at the end.
  /// - Throws: `ImportError`.
  func read(_ limit: Int) throws -> [UInt8]
}
