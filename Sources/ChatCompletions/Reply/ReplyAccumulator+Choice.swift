extension ReplyAccumulator {
  /// Reads the choices; only the first one is the reply, the others are counted.
  mutating func readChoices(
    _ scanner: inout JSONScanner, isWhole: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    guard scanner.current == UInt8(ascii: "["), try scanner.enterArray() else { return }
    var position = 0
    repeat {
      if scanner.current == UInt8(ascii: "{") {
        try readChoice(&scanner, at: position, isWhole: isWhole, to: &deltas)
      } else {
        try scanner.skipValue()
      }
      position += 1
    } while try scanner.nextElement()
  }

  private mutating func readChoice(
    _ scanner: inout JSONScanner, at position: Int, isWhole: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    var places = ChoicePlaces()
    let begin = scanner.position
    var hasUnknown = false
    if try scanner.enterObject() {
      repeat {
        let key = try scanner.key()
        let start = scanner.position
        let isObject = scanner.current == UInt8(ascii: "{")
        if scanner.matches(key, "index") {
          places.index = try scanner.integer()
          continue
        }
        try scanner.skipValue()
        if scanner.matches(key, "delta") {
          if isObject { places.delta = start }
        } else if scanner.matches(key, "message") {
          if isObject { places.message = start }
        } else if scanner.matches(key, "finish_reason") {
          places.finishReason = start
        } else {
          hasUnknown = true
        }
      } while try scanner.nextMember()
    }
    let end = scanner.position
    // A server that leaves the index out means the position.
    let index = places.index ?? position
    guard index == 0 else {
      if ignoredChoices.count < 1024 { ignoredChoices.insert(index) }
      return
    }
    if hasUnknown {
      scanner.position = begin
      try keepUnknownMembers(&scanner)
    }
    if places.delta > 0 {
      // Where both are there, the message repeats what the deltas so far said.
      scanner.position = places.delta
      try readMessage(&scanner, isWhole: false, to: &deltas)
    } else if places.message > 0 {
      scanner.position = places.message
      if isWhole, hasArrived {
        try compareMessage(&scanner, to: &deltas)
      } else {
        try readMessage(&scanner, isWhole: isWhole, to: &deltas)
      }
      if isWhole { hasWholeMessage = true }
    }
    if places.finishReason > 0 {
      scanner.position = places.finishReason
      // Some endpoints send an empty string until there is a reason.
      if scanner.current == UInt8(ascii: "\"") {
        let reason = scanner.text(of: try scanner.string())
        if !reason.isEmpty { finishReason = reason }
      }
    }
    scanner.position = end
  }

  /// Keeps the members of a choice that have no place of their own.
  ///
  /// A walk of its own, because the index that tells whose they are may come last.
  private mutating func keepUnknownMembers(_ scanner: inout JSONScanner) throws(JSONError) {
    choiceMembers.rewind()
    guard try scanner.enterObject() else { return }
    repeat {
      let key = try scanner.key()
      let start = scanner.position
      try scanner.skipValue()
      if scanner.matches(key, "index") || scanner.matches(key, "delta")
        || scanner.matches(key, "message") || scanner.matches(key, "finish_reason")
      {
        continue
      }
      choiceMembers.set(scanner.bytes(of: key), scanner.slice(from: start))
    } while try scanner.nextMember()
  }
}
