/// A part of the backlog that becomes one segment of the index.
struct IndexSlice {
  /// Its messages with their row numbers, in the order of these.
  let entries: [(key: Int64, slot: Int64)]
  /// The last of its messages.
  let last: Int64
  /// Which numbers are taken once it is in the index.
  let slots: SearchSlots
}
