/// Cuts what a person typed into terms.
///
/// Works on scalars, because a quotation mark followed by a combining mark is one `Character`.
struct SearchQueryParser {
  private(set) var groups: [[SearchTerm]] = []
  private(set) var excluded: [SearchTerm] = []
  private(set) var after: [SearchDate] = []
  private(set) var before: [SearchDate] = []

  private let scalars: String.UnicodeScalarView
  private var index: String.UnicodeScalarView.Index
  /// True after an `OR` with a term before it.
  private var joins = false
  /// True when the last thing read was a term that `OR` can join.
  private var canJoin = false
  /// True when anything was read: only an `OR` at the very beginning is a word.
  private var hasBegun = false

  init(_ text: String) {
    scalars = text.unicodeScalars
    index = scalars.startIndex
  }

  mutating func parse() throws(SearchQueryError) {
    while skipSeparators() {
      let isExcluded = takeMinus()
      if try !takeFilter(isExcluded: isExcluded) { takeWords(isExcluded: isExcluded) }
    }
  }

  // MARK: Terms

  private mutating func add(_ term: SearchTerm, isExcluded: Bool) {
    if isExcluded {
      excluded.append(term)
    } else if joins, var last = groups.popLast() {
      last.append(term)
      groups.append(last)
    } else {
      groups.append([term])
    }
    joins = false
    canJoin = !isExcluded
    hasBegun = true
  }

  private mutating func takeWords(isExcluded: Bool) {
    let start = index
    if let phrase = takeQuoted() {
      let isPrefix = index < scalars.endIndex && scalars[index] == "*"
      if isPrefix { scalars.formIndex(after: &index) }
      return add(phrase, isPrefix: isPrefix, isExcluded: isExcluded)
    }
    // A quotation mark that is never closed.
    if index == start, Self.isQuotationMark(scalars[index]) {
      return scalars.formIndex(after: &index)
    }
    let word = takeRun()
    if word == "OR", !isExcluded, hasBegun {
      joins = canJoin
      return
    }
    let isPrefix = word.utf8.last == UInt8(ascii: "*")
    add(isPrefix ? String(word.dropLast()) : word, isPrefix: isPrefix, isExcluded: isExcluded)
  }

  private mutating func add(_ text: String, isPrefix: Bool, isExcluded: Bool) {
    guard SearchableText.isSearchable(text) else {
      // Beside nothing an OR says nothing.
      joins = false
      hasBegun = true
      return
    }
    add(.words(text, isPrefix: isPrefix), isExcluded: isExcluded)
  }

  /// Reads a filter, if one stands here.
  private mutating func takeFilter(isExcluded: Bool) throws(SearchQueryError) -> Bool {
    let start = index
    guard let key = takeKey(), let value = takeQuoted() ?? takeValue() else {
      index = start
      return false
    }
    switch key {
    case "role":
      guard let role = Role(rawValue: value.lowercased()) else { throw .notARole(value) }
      add(.role(role), isExcluded: isExcluded)
    case "has":
      guard let trait = SearchTrait(rawValue: value.lowercased()) else { throw .notATrait(value) }
      add(.has(trait), isExcluded: isExcluded)
    case "model": add(.model(value), isExcluded: isExcluded)
    case "tag": add(.tag(value), isExcluded: isExcluded)
    case "in": add(.conversation(value), isExcluded: isExcluded)
    default:
      guard let date = SearchDate(value) else { throw .notADate(value) }
      // Not before a day is the same as since then.
      if (key == "after") == isExcluded { before.append(date) } else { after.append(date) }
      joins = false
      canJoin = false
      hasBegun = true
    }
    return true
  }

  /// Reads a filter's name and the colon after it, also the wide one of Chinese keyboards.
  private mutating func takeKey() -> String? {
    let rest = scalars[index...]
    guard let colon = rest.prefix(7).firstIndex(where: { $0 == ":" || $0 == "：" }) else {
      return nil
    }
    let key = String(rest[..<colon]).lowercased()
    guard SearchQuery.filters.contains(key) else { return nil }
    index = scalars.index(after: colon)
    return key
  }

  private mutating func takeValue() -> String? {
    let value = takeRun()
    return value.isEmpty ? nil : value
  }

  // MARK: Scalars

  /// Goes to the next term; false at the end.
  private mutating func skipSeparators() -> Bool {
    while index < scalars.endIndex, Self.isSeparator(scalars[index]) {
      scalars.formIndex(after: &index)
    }
    return index < scalars.endIndex
  }

  /// Reads a minus that has something right behind it.
  private mutating func takeMinus() -> Bool {
    let next = scalars.index(after: index)
    guard scalars[index] == "-", next < scalars.endIndex, !Self.isSeparator(scalars[next]),
      scalars[next] != "-"
    else { return false }
    index = next
    return true
  }

  /// Reads a phrase, if a quotation mark stands here that is closed later.
  private mutating func takeQuoted() -> String? {
    guard index < scalars.endIndex, Self.isQuotationMark(scalars[index]) else { return nil }
    let opening = scalars[index]
    let start = scalars.index(after: index)
    guard let end = scalars[start...].firstIndex(where: { Self.closes($0, openedBy: opening) })
    else { return nil }
    var phrase = String.UnicodeScalarView()
    for scalar in scalars[start..<end] { phrase.append(Self.isSeparator(scalar) ? " " : scalar) }
    index = scalars.index(after: end)
    return String(phrase)
  }

  /// Reads up to the next separator or quotation mark.
  private mutating func takeRun() -> String {
    let rest = scalars[index...]
    let end = rest.firstIndex { Self.isSeparator($0) || Self.isQuotationMark($0) } ?? rest.endIndex
    index = end
    return String(rest[..<end])
  }

  private static func isQuotationMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar == "\u{201C}" || scalar == "\u{201D}"
  }

  /// Either curly mark closes what either opened: input methods that alternate them lose count.
  private static func closes(_ scalar: Unicode.Scalar, openedBy opening: Unicode.Scalar) -> Bool {
    opening == "\"" ? scalar == "\"" : scalar == "\u{201C}" || scalar == "\u{201D}"
  }

  /// Whether a scalar parts words; control characters do, U+0000 above all, which would end the SQL
  /// text in which FTS5 reads the expression.
  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.isWhitespace || properties.generalCategory == .control
  }
}
