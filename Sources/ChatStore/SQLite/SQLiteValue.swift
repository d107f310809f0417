/// What can be bound to a statement's parameter.
enum SQLiteValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  static func integer(_ value: Int64?) -> SQLiteValue { value.map { .integer($0) } ?? .null }
  static func integer(_ value: Int?) -> SQLiteValue { value.map { .integer(Int64($0)) } ?? .null }
  static func flag(_ value: Bool?) -> SQLiteValue { value.map { .integer($0 ? 1 : 0) } ?? .null }
  static func text(_ value: String?) -> SQLiteValue { value.map { .text($0) } ?? .null }
  static func time(_ value: Timestamp) -> SQLiteValue { .integer(value.milliseconds) }
  static func time(_ value: Timestamp?) -> SQLiteValue { .integer(value?.milliseconds) }

  /// True for SQL's NULL.
  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// True for the same value, texts compared by their bytes.
  func isSame(as other: SQLiteValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.integer(let one), .integer(let two)): one == two
    case (.real(let one), .real(let two)): one == two
    case (.text(let one), .text(let two)): one.utf8.elementsEqual(two.utf8)
    case (.blob(let one), .blob(let two)): one == two
    default: false
    }
  }
}

extension SQLiteValue: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int64) { self = .integer(value) }
}

extension SQLiteValue: ExpressibleByNilLiteral {
  init(nilLiteral: ()) { self = .null }
}
