extension ReplyAccumulator {
  /// Reads `tool_calls`: an array, or the one call that careless servers send without it.
  mutating func readToolCalls(
    _ scanner: inout JSONScanner, isWhole: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    if scanner.current == UInt8(ascii: "{") {
      try readToolCall(&scanner, isWhole: isWhole, to: &deltas)
    }
    guard scanner.current == UInt8(ascii: "["), try scanner.enterArray() else { return }
    repeat {
      if scanner.current == UInt8(ascii: "{") {
        try readToolCall(&scanner, isWhole: isWhole, to: &deltas)
      } else {
        try scanner.skipValue()
      }
    } while try scanner.nextElement()
  }

  /// Reads the legacy `function_call`, as a tool call without an id.
  mutating func readFunctionCall(
    _ scanner: inout JSONScanner, isWhole: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    guard scanner.current == UInt8(ascii: "{") else { return }
    var piece = ToolCallAccumulator.Piece()
    try readFunction(&scanner, into: &piece)
    add(piece, of: scanner, isWhole: isWhole, to: &deltas)
  }

  private mutating func readToolCall(
    _ scanner: inout JSONScanner, isWhole: Bool, to deltas: inout [ReplyDelta]
  ) throws(JSONError) {
    var piece = ToolCallAccumulator.Piece()
    if try scanner.enterObject() {
      repeat {
        let key = try scanner.key()
        let start = scanner.position
        if scanner.matches(key, "function"), scanner.current == UInt8(ascii: "{") {
          try readFunction(&scanner, into: &piece)
        } else if scanner.matches(key, "index") {
          piece.index = try scanner.integer()
        } else if scanner.matches(key, "id") {
          piece.id = try scanner.filledText()
        } else if scanner.matches(key, "type") {
          piece.type = try scanner.filledText()
        } else {
          try scanner.skipValue()
          let slice = scanner.slice(from: start)
          let value = try JSONValue.parse(slice)
          if slice.holdsLoneSurrogate { noteLoneSurrogate() }
          if !value.isNull { piece.extras[scanner.text(of: key)] = value }
        }
      } while try scanner.nextMember()
    }
    add(piece, of: scanner, isWhole: isWhole, to: &deltas)
  }

  private func readFunction(
    _ scanner: inout JSONScanner, into piece: inout ToolCallAccumulator.Piece
  ) throws(JSONError) {
    guard try scanner.enterObject() else { return }
    repeat {
      let key = try scanner.key()
      let start = scanner.position
      if scanner.matches(key, "name") {
        piece.name = try scanner.filledText()
      } else if scanner.matches(key, "arguments") {
        switch scanner.current {
        case UInt8(ascii: "\""): piece.arguments = try scanner.string()
        case UInt8(ascii: "n"): try scanner.skipValue()
        default:
          try scanner.skipValue()
          piece.rawArguments = String(decoding: scanner.slice(from: start), as: UTF8.self)
        }
      } else {
        try scanner.skipValue()
      }
    } while try scanner.nextMember()
  }

  private mutating func add(
    _ piece: ToolCallAccumulator.Piece, of scanner: JSONScanner, isWhole: Bool,
    to deltas: inout [ReplyDelta]
  ) {
    let (written, details) = toolCalls.add(piece, of: scanner, isWhole: isWhole)
    if let written, case .toolCall(_, let id, let name, let arguments) = written {
      let names = (id?.utf8.count ?? 0) + (name?.utf8.count ?? 0)
      emit(written, size: names + arguments.utf8.count, to: &deltas)
    }
    if let details, case .toolCallDetails(_, let type, let extras) = details {
      // All of them are in the delta, so that all of them count.
      let size = JSONValue.object(JSONObject(extras)).serialized.utf8.count
      emit(details, size: type.utf8.count + size, to: &deltas)
    }
  }
}
