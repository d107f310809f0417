extension ReplyAccumulator {
  /// Takes the payload of one event, or the body of a whole reply, and appends the deltas it makes.
  ///
  /// A payload that is not JSON is passed over, and noted: none of its deltas count.
  mutating func add(
    chunk: UnsafeRawBufferPointer, isBody: Bool = false, to deltas: inout [ReplyDelta]
  ) {
    if isDone || isOverLimit || hasFailed { return }
    if chunk.trimmedEquals("[DONE]") {
      isDone = true
    } else if JSONScanner.utf8Error(in: chunk) == nil {
      read(chunk, isBody: isBody, to: &deltas)
    } else {
      note("the reply held bytes that are not UTF-8, which were replaced")
      Array(String(decoding: chunk, as: UTF8.self).utf8).withUnsafeBytes {
        read($0, isBody: isBody, to: &deltas)
      }
    }
  }

  /// Takes the payload of an event that the stream ended within.
  ///
  /// Half of `[DONE]` after a finish reason takes nothing from the reply; of a reply without one,
  /// "without a finish reason" says more than what is wrong with the JSON that was cut off.
  mutating func add(lastChunk chunk: UnsafeRawBufferPointer, to deltas: inout [ReplyDelta]) {
    if finishReason != nil, "[DONE]".utf8.starts(with: chunk) { return }
    let reason = inexactness
    add(chunk: chunk, to: &deltas)
    if !isFinished, error == nil { inexactness = reason }
  }

  private mutating func read(
    _ chunk: UnsafeRawBufferPointer, isBody: Bool, to deltas: inout [ReplyDelta]
  ) {
    do throws(JSONError) {
      var scanner = JSONScanner(chunk)
      scanner.skipSpace()
      if scanner.current == UInt8(ascii: "{") {
        try readObject(&scanner, isBody: isBody, to: &deltas)
      } else {
        try scanner.skipValue()
        try scanner.expectEnd()
        if !readError(chunk) { note("a piece of the reply was not a JSON object") }
      }
    } catch {
      let opening = chunk.first { !" \t\r\n".utf8.contains($0) }
      let isWords = opening.map { !"{[\"".utf8.contains($0) } ?? true
      let words = isWords ? Array(chunk).excerptOfWords : "\(error)"
      note("a piece of the reply was not valid JSON: \(words)")
    }
  }

  /// Checks the whole object and takes what stands at its top, then reads its choices.
  private mutating func readObject(
    _ scanner: inout JSONScanner, isBody: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    var choices: Int?
    var object: UnsafeRawBufferPointer?
    var errorMember: UnsafeRawBufferPointer?
    topMembers.rewind()
    if try scanner.enterObject() {
      repeat {
        let key = try scanner.key()
        let start = scanner.position
        try scanner.skipValue(depth: 1)
        let value = scanner.slice(from: start)
        if scanner.matches(key, "choices") {
          choices = start
          if choicesPosition == nil { choicesPosition = topMembers.count }
        } else if scanner.matches(key, "error") {
          errorMember = value
        } else {
          if scanner.matches(key, "usage") { setUsage(value) }
          if scanner.matches(key, "object") { object = value }
          if scanner.matches(key, "model") { setModel(value) }
          topMembers.set(scanner.bytes(of: key), value)
        }
      } while try scanner.nextMember()
    }
    try scanner.expectEnd()

    if let errorMember { readError(member: errorMember) }
    if choices == nil || object?.equals(#""error""#) ?? false { readError(scanner.bytes) }
    guard let choices else { return }
    scanner.position = choices
    let isWhole =
      object?.equals(#""chat.completion""#) ?? false
      || (isBody && !(object?.equals(#""chat.completion.chunk""#) ?? false))
    try readChoices(&scanner, isWhole: isWhole, to: &deltas)
  }

  /// Takes the usage; servers that report it in every chunk report the sum so far.
  private mutating func setUsage(_ value: UnsafeRawBufferPointer) {
    guard value.first == UInt8(ascii: "{") else { return }
    if let usage, value.isEqual(to: usage) { return }
    usage = Array(value)
  }

  private mutating func setModel(_ value: UnsafeRawBufferPointer) {
    if value.isEqual(to: modelBytes) { return }
    modelBytes = Array(value)
    guard let name = try? JSONValue.parse(value).stringValue, !name.isEmpty else { return }
    model = name
  }

  /// Takes an error that a chunk is as a whole; false when it is none.
  @discardableResult
  private mutating func readError(_ chunk: UnsafeRawBufferPointer) -> Bool {
    guard let json = try? JSONValue.parse(chunk), let found = EndpointError(json: json) else {
      return false
    }
    if error == nil { error = found }
    return true
  }

  private mutating func readError(member: UnsafeRawBufferPointer) {
    guard error == nil, let json = try? JSONValue.parse(member) else { return }
    switch json {
    case .string(let words) where !words.isEmpty: error = EndpointError(member: json)
    case .object(let object) where !object.members.isEmpty: error = EndpointError(member: json)
    default: break
    }
  }
}
