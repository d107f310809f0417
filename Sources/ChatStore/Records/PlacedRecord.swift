/// A record, and where it stands, as whoever gives it counts.
struct PlacedRecord: Sendable {
  let record: StoreRecord
  let position: Int
}
