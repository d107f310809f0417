extension ScriptWalk {
  /// Counts a run of ASCII letters and returns the index after it; `shifts` of `LetterPairs`.
  mutating func consumeLetters(
    _ bytes: Span<UInt8>, from start: Int, shifts: Span<UInt8>
  ) -> Int {
    if context != .latin { add(1, to: .word) }
    context = .latin
    // No counter of eight bits may overflow; a longer run goes on as the same word.
    let end = min(bytes.count, start + 0xFF)
    var pairs: UInt64 = 0
    var (humps, capitals, rareCapitals) = (0, 0, 0)
    var previous = bytes[start]
    var index = start + 1
    while index < end {
      // Unchecked: `index < end <= bytes.count`, and ten bits cannot leave a table of 1,024.
      let byte = bytes[unchecked: index]
      let shift = shifts[unchecked: Int(previous & 0x1F) &<< 5 | Int(byte & 0x1F)]
      if byte &- UInt8(ascii: "a") < 26 {
        pairs &+= 1 &<< UInt64(shift)
      } else if byte &- UInt8(ascii: "A") >= 26 {
        break
      } else if previous & 0x20 != 0 {
        humps &+= 1
      } else if shift < 3 * 8 {
        capitals &+= 1
      } else {
        rareCapitals &+= 1
      }
      previous = byte
      index &+= 1
    }
    addPairs(pairs, letters: index - start)
    if index - start > 12 { add((index - start - 1) / 12, to: .longWordBlock) }
    if humps | capitals | rareCapitals != 0 {
      add(humps, to: .hump)
      add(capitals, to: .capitalPair)
      add(rareCapitals, to: .capitalPairRare)
    }
    return index
  }

  /// Counts a run of digits and returns the index after it.
  mutating func consumeDigits(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index &+= 1 }
    let groups = (index - start + 2) / 3
    add(groups, to: .digitGroup)
    add(index - start - groups, to: .digitFurther)
    context = .none
    return index
  }

  /// Counts a run of spaces and returns the index after it.
  mutating func consumeSpaces(_ bytes: Span<UInt8>, from start: Int) -> Int {
    context = .none
    let index = endOfRun(bytes, from: start)
    if index - start > 1 {
      add(1, to: .spaceRun)
      add((index - start - 1) / 16, to: .whiteSpaceBlock)
    } else if index == bytes.count || !joinsSpace(bytes[index]) {
      add(1, to: .loneSpace)
    }
    return index
  }

  /// Counts a run of tabs and returns the index after it.
  mutating func consumeTabs(_ bytes: Span<UInt8>, from start: Int) -> Int {
    context = .none
    let index = endOfRun(bytes, from: start)
    add(1, to: .tabRun)
    add(index - start - 1, to: .tabFurther)
    return index
  }

  /// Counts a run of line ends and returns the index after it.
  mutating func consumeNewlines(_ bytes: Span<UInt8>, from start: Int) -> Int {
    context = .none
    var index = start + 1
    var hasReturn = bytes[start] == UInt8(ascii: "\r")
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\r") {
        hasReturn = true
      } else if bytes[index] != UInt8(ascii: "\n") {
        break
      }
      index &+= 1
    }
    add(1, to: .newlineRun)
    add(index - start - 1, to: hasReturn ? .carriageReturn : .newlineFurther)
    if !hasReturn { add((index - start - 1) / 16, to: .whiteSpaceBlock) }
    return index
  }

  /// Counts a run of punctuation and symbols and returns the index after it.
  mutating func consumePunctuation(_ bytes: Span<UInt8>, from start: Int) -> Int {
    context = .none
    let followsDigit = start > 0 && bytes[start - 1] &- UInt8(ascii: "0") < 10
    add(1, to: followsDigit ? .numberSign : .punctuation)
    var index = start
    while true {
      let end = endOfRun(bytes, from: index)
      if end - index > 1 {
        if drawsRules(bytes[index]) {
          add((end - index + 14) / 16, to: .ruleBlock)
        } else {
          add(end - index - 1, to: .punctuationFurther)
        }
      }
      index = end
      guard index < bytes.count, isPunctuation(bytes[index]) else { return index }
      add(1, to: .punctuationFurther)
    }
  }

  /// The index after the bytes that equal the one at `start`.
  @inline(__always)
  private func endOfRun(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let byte = bytes[start]
    var index = start + 1
    while index < bytes.count, bytes[index] == byte { index &+= 1 }
    return index
  }

  @inline(__always)
  private func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// Whether the vocabularies hold long runs of this sign as one token.
  private func drawsRules(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "#"): true
    case UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "."), UInt8(ascii: "/"): true
    default: false
    }
  }

  /// Whether the vocabularies let a token begin with a space before this byte.
  ///
  /// They do before letters and signs; bytes from 0xE3 on begin Han, Kana, Hangul and emoji, which
  /// DeepSeek cuts off from the space.
  @inline(__always)
  private func joinsSpace(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x7E, 0xC2...0xE2: true
    case 0xEA...0xED: true
    default: false
    }
  }
}
