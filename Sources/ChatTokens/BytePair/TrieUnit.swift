/// One unit of a trie that is stored as a double array (Aoe 1989; offsets by XOR as in Yata's darts-clone).
///
/// The child of a node by a byte is the unit at `payload ^ byte`, if that unit's label is the byte. A
/// token that other tokens begin with has its value in a child of its own, by the label `value`.
struct TrieUnit: RawRepresentable {
  var rawValue: UInt32

  /// The label of the child that holds a node's token.
  static let value: UInt32 = 256
  /// The label of a unit that is not in use.
  static let unused = TrieUnit(rawValue: 511)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(label: UInt32, payload: UInt32, isLeaf: Bool = false, hasValue: Bool = false) {
    rawValue = label | (isLeaf ? 0x200 : 0) | (hasValue ? 0x400 : 0) | payload << 11
  }

  /// The byte by which the unit is reached, or `value`.
  @inline(__always) var label: UInt32 { rawValue & 0x1FF }
  /// Whether the unit is a token that no other begins with; the payload is the token.
  @inline(__always) var isLeaf: Bool { rawValue & 0x200 != 0 }
  /// Whether the unit is a token that others begin with.
  @inline(__always) var hasValue: Bool { rawValue & 0x400 != 0 }
  /// The token of a leaf, else where the children are.
  @inline(__always) var payload: UInt32 { rawValue &>> 11 }
}
