/// Characters with their classes, as the splitting rules walk them.
protocol CharacterSequence {
  /// The class of the character at a place, and where the next one is; at the end no class, and the
  /// same place.
  func character(at index: Int) -> (class: CharacterClass, end: Int)
}

extension CharacterSequence {
  /// The end of the longest run from `index` whose characters are in any of the classes.
  @inline(__always)
  func run(of classes: CharacterClass, from index: Int) -> Int {
    var index = index
    while true {
      let next = character(at: index)
      guard next.class.isAny(of: classes) else { return index }
      index = next.end
    }
  }

  /// The end of the longest run from `index` whose characters are in none of the classes.
  @inline(__always)
  func run(ofNone classes: CharacterClass, from index: Int) -> Int {
    var index = index
    while true {
      let next = character(at: index)
      guard next.end > index, !next.class.isAny(of: classes) else { return index }
      index = next.end
    }
  }

  /// The end of at most `limit` numbers.
  @inline(__always)
  func numbers(from index: Int, limit: Int) -> Int {
    var index = index
    for _ in 0..<limit {
      let next = character(at: index)
      guard next.class.isAny(of: .number) else { break }
      index = next.end
    }
    return index
  }

  /// The end of a run of white space as `\s*[\r\n]+|\s+(?!\S)|\s+` splits it.
  ///
  /// Up to the last line end in it; else all of it but the last character, which goes to what
  /// follows; else the one character that there is.
  @inline(__always)
  func whiteSpace(from start: Int) -> Int {
    var index = start
    var last = start
    var afterNewline = start
    while true {
      let next = character(at: index)
      guard next.class.isAny(of: .space) else {
        if afterNewline > start { return afterNewline }
        return next.end == index || last == start ? index : last
      }
      last = index
      index = next.end
      if next.class.isAny(of: .newline) { afterNewline = index }
    }
  }
}
