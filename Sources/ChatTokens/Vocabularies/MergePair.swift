/// Two tokens that a file lists as merging.
struct MergePair: Hashable, Sendable {
  var left: [UInt8]
  var right: [UInt8]
}
