/// What can be bound to a statement's parameter.
enum SQLiteValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  static func integer(_ value: Int64?) -> SQLiteValue { value.map { .integer($0) } ?? .null }
  static func integer(_ value: Int?) -> SQLiteValue { value.map { .integer(Int64($0)) } ?? .null }
  static func text(_ value: String?) -> SQLiteValue { value.map { .text($0) } ?? .null }
  static func time(_ value: Timestamp) -> SQLiteValue { .integer(value.milliseconds) }
  static func time(_ value: Timestamp?) -> SQLiteValue { .integer(value?.milliseconds) }
}

extension SQLiteValue: ExpressibleByIntegerLiteral {
  init(integerLiteral value: Int64) { self = .integer(value) }
}

extension SQLiteValue: ExpressibleByNilLiteral {
  init(nilLiteral: ()) { self = .null }
}
