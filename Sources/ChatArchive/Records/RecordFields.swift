import ChatCompletions
import ChatSession
import ChatStore

/// The members of a line of convo's own JSONL, read as what they must be.
///
/// Each method throws `UnreadableConversation` for a member that is not that.
struct RecordFields {
  private let members: [JSONMember]

  init(_ object: JSONObject) {
    members = object.members
  }

  private func value(_ key: StaticString) -> JSONValue? {
    let value = members.last { member in
      var name = member.key
      return name.withUTF8 { utf8 in
        utf8.count == key.utf8CodeUnitCount
          && utf8.elementsEqual(UnsafeBufferPointer(start: key.utf8Start, count: utf8.count))
      }
    }?.value
    return value?.isNull == true ? nil : value
  }

  private func missing(_ key: StaticString, _ what: String) -> UnreadableConversation {
    UnreadableConversation(
      value(key) == nil ? "A line has no \"\(key)\"." : "In a line \"\(key)\" is not \(what).")
  }

  func optionalText(_ key: StaticString) throws -> String? {
    guard let value = value(key) else { return nil }
    guard let text = value.stringValue else { throw missing(key, "a string") }
    return text
  }

  func text(_ key: StaticString) throws -> String {
    guard let text = try optionalText(key) else { throw missing(key, "a string") }
    return text
  }

  func texts(_ key: StaticString) throws -> [String] {
    guard let value = value(key) else { return [] }
    guard let values = value.arrayValue else { throw missing(key, "an array of strings") }
    return try values.map {
      guard let text = $0.stringValue else { throw missing(key, "an array of strings") }
      return text
    }
  }

  func optionalCount(_ key: StaticString) throws -> Int? {
    guard let value = value(key) else { return nil }
    guard let count = value.intValue, count >= 0 else { throw missing(key, "a whole number") }
    return count
  }

  func object(_ key: StaticString) throws -> RecordFields? {
    guard let value = value(key) else { return nil }
    guard let object = value.objectValue else { throw missing(key, "an object") }
    return RecordFields(object)
  }

  func objects(_ key: StaticString) throws -> [RecordFields] {
    guard let value = value(key) else { return [] }
    guard let values = value.arrayValue else { throw missing(key, "an array of objects") }
    return try values.map {
      guard let object = $0.objectValue else { throw missing(key, "an array of objects") }
      return RecordFields(object)
    }
  }

  /// JSON text to the byte; see `RecordObject.add(_:json:)`.
  func json(_ key: StaticString) throws -> String? {
    value(key).map { $0.stringValue ?? $0.serialized }
  }

  func optionalIdentifier<Entity>(_ key: StaticString) throws -> Identifier<Entity>? {
    guard let text = try optionalText(key) else { return nil }
    guard let id = Identifier<Entity>(text) else { throw missing(key, "a UUID") }
    return id
  }

  func identifier<Entity>(_ key: StaticString) throws -> Identifier<Entity> {
    guard let id: Identifier<Entity> = try optionalIdentifier(key) else {
      throw missing(key, "a UUID")
    }
    return id
  }

  func optionalTime(_ key: StaticString) throws -> Timestamp? {
    guard let text = try optionalText(key) else { return nil }
    guard let time = Timestamp(iso8601: text) else { throw missing(key, "a time") }
    return time
  }

  func time(_ key: StaticString) throws -> Timestamp {
    guard let time = try optionalTime(key) else { throw missing(key, "a time") }
    return time
  }

  /// SHA-256, in hexadecimal digits.
  func optionalBlob(_ key: StaticString) throws -> [UInt8]? {
    guard let text = try optionalText(key) else { return nil }
    guard let bytes = [UInt8](hexadecimal: text), bytes.count == 32 else {
      throw missing(key, "a SHA-256")
    }
    return bytes
  }

  func blob(_ key: StaticString) throws -> [UInt8] {
    guard let bytes = try optionalBlob(key) else { throw missing(key, "a SHA-256") }
    return bytes
  }
}
