/// Members of JSON objects that came one after another, the last value of each, as raw bytes.
///
/// A stream repeats the same dozen members in every chunk. They are compared as bytes and replaced
/// only where they differ; values are parsed once, at the end. What is kept is bounded, whatever
/// a server sends.
struct RawMembers {
  private struct Entry {
    var key: [UInt8]
    var value: [UInt8]
  }

  /// Whether something was not kept because of a limit.
  private(set) var isTruncated = false
  /// How many members there are.
  var count: Int { entries.count }

  private var entries: [Entry] = []
  /// Where the next member will be if the order is that of the chunk before.
  private var cursor = 0
  private let countLimit: Int
  private let sizeLimit: Int
  private let totalLimit: Int
  /// The bytes of all names and values.
  private var total = 0

  /// - Parameters:
  ///   - countLimit: The most members.
  ///   - sizeLimit: The most bytes of one name or value.
  ///   - totalLimit: The most bytes of all together.
  init(countLimit: Int, sizeLimit: Int, totalLimit: Int = 4 << 20) {
    self.countLimit = countLimit
    self.sizeLimit = sizeLimit
    self.totalLimit = totalLimit
  }

  /// Begins the next object.
  mutating func rewind() {
    cursor = 0
  }

  /// Takes a member: the bytes of its name as they stand between the quotation marks, and its
  /// value.
  mutating func set(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    guard let index = index(of: key) else {
      append(key, value)
      return
    }
    cursor = index + 1
    if value.isEqual(to: entries[index].value) { return }
    let others = total - entries[index].value.count
    if value.count > sizeLimit || others + value.count > totalLimit {
      isTruncated = true
      total = others - entries[index].key.count
      entries.remove(at: index)
      return
    }
    total = others + value.count
    entries[index].value.replaceSubrange(0..., with: value)
  }

  private mutating func append(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    guard entries.count < countLimit, key.count <= sizeLimit, value.count <= sizeLimit,
      total + key.count + value.count <= totalLimit
    else {
      isTruncated = true
      return
    }
    total += key.count + value.count
    entries.append(Entry(key: Array(key), value: Array(value)))
    cursor = entries.count
  }

  private func index(of key: UnsafeRawBufferPointer) -> Int? {
    if cursor < entries.count, key.isEqual(to: entries[cursor].key) { return cursor }
    return entries.firstIndex { key.isEqual(to: $0.key) }
  }

  /// The members, parsed; two spellings of one name give the later value.
  func parsed() -> JSONObject {
    var object = JSONObject()
    for entry in entries {
      let key = [UInt8(ascii: "\"")] + entry.key + [UInt8(ascii: "\"")]
      // Only bytes that were checked before are taken in, so neither can fail.
      guard let name = try? JSONValue(parsing: key).stringValue,
        let value = try? JSONValue(parsing: entry.value)
      else { continue }
      object[name] = value
    }
    return object
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these are the same bytes.
  func isEqual(to other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    return other.withUnsafeBytes { other in
      var index = 0
      while count - index >= 8 {
        guard
          loadUnaligned(fromByteOffset: index, as: UInt64.self)
            == other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        else { return false }
        index += 8
      }
      while index < count {
        guard self[index] == other[index] else { return false }
        index += 1
      }
      return true
    }
  }
}
