extension ReplyAccumulator {
  /// Reads a delta or a message: reasoning first, as it was thought, whatever the members' order.
  mutating func readMessage(
    _ scanner: inout JSONScanner, isWhole: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    var places = MessagePlaces()
    try findMembers(&scanner, &places)
    let end = scanner.position
    try readReasoning(&scanner, places, to: &deltas)
    if places.content > 0 {
      scanner.position = places.content
      try readContent(&scanner, isWhole: isWhole, to: &deltas)
    }
    if places.refusal > 0 {
      scanner.position = places.refusal
      try readRefusal(&scanner, to: &deltas)
    }
    if places.toolCalls > 0 {
      scanner.position = places.toolCalls
      try readToolCalls(&scanner, isWhole: isWhole, to: &deltas)
    }
    if places.functionCall > 0 {
      scanner.position = places.functionCall
      try readFunctionCall(&scanner, isWhole: isWhole, to: &deltas)
    }
    scanner.position = end
  }

  /// Finds the known members of a message and keeps the others.
  private mutating func findMembers(
    _ scanner: inout JSONScanner, _ places: inout MessagePlaces
  ) throws(JSONError) {
    messageMembers.rewind()
    guard try scanner.enterObject() else { return }
    repeat {
      let key = try scanner.key()
      let start = scanner.position
      let isString = scanner.current == UInt8(ascii: "\"")
      let isNull = scanner.current == UInt8(ascii: "n")
      try scanner.skipValue()
      if scanner.matches(key, "content") {
        places.content = start
      } else if scanner.matches(key, "role") {
        continue
      } else if scanner.matches(key, "reasoning_content"), isString || isNull {
        places.reasoningContent = isString ? start : 0
      } else if scanner.matches(key, "reasoning"), isString || isNull {
        places.reasoning = isString ? start : 0
      } else if scanner.matches(key, "refusal"), isString || isNull {
        places.refusal = isString ? start : 0
      } else if scanner.matches(key, "tool_calls") {
        places.toolCalls = start
      } else if scanner.matches(key, "function_call") {
        places.functionCall = start
      } else {
        let value = scanner.slice(from: start)
        if value.holdsLoneSurrogate { noteLoneSurrogate() }
        messageMembers.set(scanner.bytes(of: key), value)
      }
    } while try scanner.nextMember()
  }

  private mutating func readReasoning(
    _ scanner: inout JSONScanner, _ places: MessagePlaces, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    var first = try scanner.filledString(at: places.reasoningContent)
    var second = try scanner.filledString(at: places.reasoning)
    // Both names at once: the same text twice, or one that is used here and another that is not.
    if let both = first, let other = second {
      let isSame = scanner.bytes(of: both).elementsEqual(scanner.bytes(of: other))
      if reasoningKey == "reasoning", !isSame { first = nil } else { second = nil }
      if !isSame { note("two different texts came as reasoning at once; one was kept") }
    }
    guard let token = first ?? second else { return }
    let key = first != nil ? "reasoning_content" : "reasoning"
    if reasoningKey == nil { reasoningKey = key }
    let piece = reasoning.append(token, of: scanner)
    if !piece.isEmpty {
      emit(.reasoning(piece, key: key), size: piece.utf8.count, to: &deltas)
    }
  }

  private mutating func readContent(
    _ scanner: inout JSONScanner, isWhole: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    switch scanner.current {
    case UInt8(ascii: "\""):
      textWasNull = false
      appendText(try scanner.string(), of: scanner, to: &deltas)
    case UInt8(ascii: "["):
      textWasNull = false
      try readParts(&scanner, isWhole: isWhole, to: &deltas)
    case UInt8(ascii: "n"): break
    default: note("the content was neither text nor parts")
    }
  }

  /// Appends more of the text.
  mutating func appendText(
    _ token: JSONStringToken, of scanner: JSONScanner, to deltas: inout [ReplyDelta]
  ) {
    let piece = text.append(token, of: scanner)
    if !piece.isEmpty { emit(.text(piece), size: piece.utf8.count, to: &deltas) }
  }

  private mutating func readRefusal(
    _ scanner: inout JSONScanner, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    let piece = refusal.append(try scanner.string(), of: scanner)
    if !piece.isEmpty { emit(.refusal(piece), size: piece.utf8.count, to: &deltas) }
  }

  /// Takes a whole message after its pieces have come: what it says beyond them is added.
  mutating func compareMessage(
    _ scanner: inout JSONScanner, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    var places = MessagePlaces()
    try findMembers(&scanner, &places)
    let end = scanner.position
    if reasoning.text.isEmpty { try readReasoning(&scanner, places, to: &deltas) }
    if places.content > 0 {
      scanner.position = places.content
      var whole = ReplyAccumulator(sizeLimit: sizeLimit)
      var unused: [ReplyDelta] = []
      try whole.readContent(&scanner, isWhole: true, to: &unused)
      if !whole.textWasNull { textWasNull = false }
      addRest(of: whole.text.text, to: &deltas)
      if parts.isEmpty { addPartsWithoutText(of: unused, to: &deltas) }
    }
    if places.toolCalls > 0, toolCalls.calls.isEmpty {
      scanner.position = places.toolCalls
      try readToolCalls(&scanner, isWhole: true, to: &deltas)
    }
    scanner.position = end
  }

  private mutating func addRest(of whole: String, to deltas: inout [ReplyDelta]) {
    guard whole.utf8.starts(with: text.text.utf8) else {
      note("the whole message at the end differs from the pieces before it")
      return
    }
    let rest = String(decoding: whole.utf8.dropFirst(text.text.utf8.count), as: UTF8.self)
    guard !rest.isEmpty else { return }
    let piece = text.append(rest)
    emit(.text(piece), size: piece.utf8.count, to: &deltas)
  }
}
