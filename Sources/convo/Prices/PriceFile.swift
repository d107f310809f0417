import ChatCompletions

/// A file of prices: convo's own `Profiles/prices.toml`, or the user's `prices.toml` of the same form.
struct PriceFile {
  /// The prices, in the order of the file.
  private(set) var entries: [PriceEntry] = []
  /// Which provider serves from a host.
  private(set) var hosts: [String: String] = [:]

  private let document: TOMLDocument

  /// Reads a file.
  /// - Throws: `ConfigurationError` with the place of what is wrong.
  init(_ text: String, name: String) throws(ConfigurationError) {
    document = try TOMLDocument(text, name: name)
    for member in document.root.members {
      switch (member.key, member.value) {
      case ("prices", .array(let values)):
        for value in values { entries.append(try entry(value)) }
      case ("hosts", .object(let table)):
        for (provider, names) in table.pairs {
          for host in names.arrayValue ?? [] { hosts[host.stringValue ?? ""] = provider }
        }
      case ("prices", _): throw wrong("prices", "an array of tables")
      default:
        throw .unknownKey(
          member.key, document.place(of: [TOMLKey(member.key)]), suggestion: "prices")
      }
    }
  }

  private func entry(_ value: JSONValue) throws(ConfigurationError) -> PriceEntry {
    let known = [
      "models", "provider", "from", "currency", "input", "cached", "output", "tiered", "off_peak",
    ]
    guard let table = value.objectValue else { throw wrong("prices", "an array of tables") }
    for (key, _) in table.pairs where !known.contains(key) {
      throw .unknownKey("prices.\(key)", place, suggestion: key.closest(in: known))
    }
    let models = (value["models"]?.arrayValue ?? []).compactMap { $0.stringValue?.lowercased() }
    guard !models.isEmpty, models.count == value["models"]?.arrayValue?.count else {
      throw wrong("models", "an array of names, each of which may end in *")
    }
    let from = value["from"]?.stringValue
    guard value["from"] == nil || from.flatMap(CalendarDay.init) != nil else {
      throw wrong("from", "a day like \"2026-11-23\"")
    }
    guard let currency = value["currency"]?.stringValue, currency.utf8.count == 3 else {
      throw wrong("currency", "a currency like \"USD\"")
    }
    guard value["provider"] == nil || value["provider"]?.stringValue != nil else {
      throw wrong("provider", "a provider's name")
    }
    let input = try amount("input", value)
    guard let input, let output = try amount("output", value) else {
      throw wrong("input and output", "numbers: what a million tokens cost")
    }
    let offPeak = try amount("off_peak", value)
    guard offPeak ?? 0 <= 1_000_000 else { throw wrong("off_peak", "a number from 0 to 1") }
    return PriceEntry(
      models: models, provider: value["provider"]?.stringValue, from: from,
      price: Price(
        currency: currency.uppercased(), input: input, cached: try amount("cached", value) ?? input,
        output: output, isLeast: value["tiered"]?.boolValue ?? false,
        isMost: offPeak != nil))
  }

  /// Millionths of a number; nil where there is none.
  private func amount(_ key: String, _ table: JSONValue) throws(ConfigurationError) -> Int? {
    guard let value = table[key] else { return nil }
    guard case .number(let text) = value, let number = Double(text),
      (0...1_000_000).contains(number)
    else { throw wrong(key, "a number from 0 to 1,000,000: what a million tokens cost") }
    return Int((number * 1_000_000).rounded())
  }

  private func wrong(_ key: String, _ expected: String) -> ConfigurationError {
    .wrongValue(
      key == "prices" ? key : "prices[\(entries.count + 1)].\(key)", place, expected: expected)
  }

  /// Values in arrays have no place of their own.
  private var place: TextPlace { document.place(of: [TOMLKey("prices")]) }
}
