/// What a new message needs to know of the one above it.
struct MessagePlace {
  let key: Int64
  let conversationKey: Int64
  let digest: [UInt8]
  let matchKey: [UInt8]
  let depth: Int64
  /// The nearest system or developer message at or above it.
  let systemKey: Int64?
  /// Where a child of it skips to.
  let skipKey: Int64
}
