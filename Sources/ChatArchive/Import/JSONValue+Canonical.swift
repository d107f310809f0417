import ChatCompletions
import ChatSession
import Crypto

extension JSONValue {
  /// SHA-256 of the value with its members in the order of their names: the same for the same content,
  /// however it was written.
  var fingerprint: String {
    var bytes: [UInt8] = []
    sorted.serialize(into: &bytes)
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return hasher.finalize().hexadecimal
  }

  /// The value with its members in the order of the bytes of their names, the last of each name only.
  private var sorted: JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map(\.sorted))
    case .object(let object):
      var values: [[UInt8]: JSONMember] = [:]
      for member in object.members {
        values[member.key.bytes] = JSONMember(key: member.key, value: member.value.sorted)
      }
      return .object(
        JSONObject(
          values.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)))
    default: return self
    }
  }
}
