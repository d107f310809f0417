import ChatCompletions
import ChatStore

extension Timestamp {
  /// The moments that are believed: from 1970 until the end of the year 9998.
  ///
  /// What is outside cannot be when anything was said, and a day has four digits for its year.
  static let believable =
    Timestamp(milliseconds: 1)...Timestamp(milliseconds: 253_370_678_400_000)

  /// Reads a moment as RFC 3339 text, or as seconds or milliseconds since 1970; nil for anything else.
  init?(imported value: JSONValue?) {
    let time: Timestamp?
    switch value {
    case .string(let text):
      time = Timestamp(iso8601: text) ?? Double(text).flatMap(Timestamp.init(since1970:))
    case .number(let text): time = Double(text).flatMap(Timestamp.init(since1970:))
    default: time = nil
    }
    guard let time, Self.believable.contains(time) else { return nil }
    self = time
  }

  /// Takes small numbers for seconds and large ones for milliseconds.
  private init?(since1970 number: Double) {
    let milliseconds = number.magnitude < 100_000_000_000 ? number * 1000 : number
    guard let whole = Int64(exactly: milliseconds.rounded()) else { return nil }
    self.init(milliseconds: whole)
  }

  /// The nearest moment that is believed.
  var believed: Timestamp {
    min(max(self, Self.believable.lowerBound), Self.believable.upperBound)
  }
}
