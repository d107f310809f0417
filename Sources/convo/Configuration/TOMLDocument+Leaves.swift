import ChatCompletions

extension TOMLDocument {
  /// Every value by its whole key, tables taken apart; a table with nothing in it is a value.
  var leaves: [[TOMLKey]: JSONValue] {
    var result: [[TOMLKey]: JSONValue] = [:]
    Self.collect(.object(root), [], into: &result)
    return result
  }

  /// The leaves as they must be after a key is set.
  func leaves(setting path: [TOMLKey], to value: JSONValue) -> [[TOMLKey]: JSONValue] {
    var result = leaves
    // What was below it goes, and what was empty above it is empty no more.
    result = result.filter { key, _ in !key.starts(with: path) && !path.starts(with: key) }
    Self.collect(value, path, into: &result)
    return result
  }

  private static func collect(
    _ value: JSONValue, _ path: [TOMLKey], into result: inout [[TOMLKey]: JSONValue]
  ) {
    guard case .object(let object) = value, !object.members.isEmpty else {
      result[path] = value
      return
    }
    for member in object.members {
      collect(member.value, path + [TOMLKey(member.key)], into: &result)
    }
  }
}
