/// What has one price: the turns of a day with one model.
public struct UsageKey: Sendable, Hashable {
  /// The local calendar day on which the requests were sent, `YYYY-MM-DD`.
  public let day: String
  /// The endpoint's name in the configuration.
  public let provider: String
  /// The model that was asked for.
  public let model: String

  /// Makes a key.
  public init(day: String, provider: String, model: String) {
    self.day = day
    self.provider = provider
    self.model = model
  }

  /// Whether both are the same bytes, which is what SQLite compares; Swift's own comparison of strings is
  /// canonical equivalence.
  public static func == (one: UsageKey, two: UsageKey) -> Bool {
    one.day.utf8.elementsEqual(two.day.utf8) && one.provider.utf8.elementsEqual(two.provider.utf8)
      && one.model.utf8.elementsEqual(two.model.utf8)
  }

  /// Feeds the bytes into a hasher.
  public func hash(into hasher: inout Hasher) {
    for text in [day, provider, model] {
      for byte in text.utf8 { hasher.combine(byte) }
      hasher.combine(0xFF as UInt8)
    }
  }
}
