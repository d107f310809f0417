/// Finds the instructions of a path without walking it.
struct InstructionReader {
  let connection: Connection

  /// The system and developer messages that every window has.
  struct Instructions {
    /// The run at the beginning of the path, from the root down.
    var leading: [Int64] = []
    /// The newest one below that run.
    var newest: Int64?
  }

  /// Reads them.
  func instructions(above base: Message?) throws -> Instructions {
    let messages = MessageRepository(connection: connection)
    // Every message knows the nearest instruction, so that a path with none, or with only its root, is
    // known at once.
    guard let base, let (newest, newestDepth) = try nearest(above: base) else {
      return Instructions()
    }
    if newestDepth == 0 { return Instructions(leading: [newest]) }
    var run: [Int64] = []
    while run.count <= base.depth,
      let key = try messages.ancestor(of: base.key, atDepth: run.count),
      try messages.systemKey(atOrAbove: key) == key
    {
      run.append(key)
    }
    return Instructions(leading: run, newest: newestDepth < run.count ? nil : newest)
  }

  private func nearest(above base: Message) throws -> (key: Int64, depth: Int)? {
    try connection.first(
      """
      SELECT nearest.id, nearest.depth
      FROM message JOIN message AS nearest ON nearest.id = message.system_id WHERE message.id = ?1
      """, .integer(base.key)
    ) { (try $0.integer(0), try $0.count(1)) }
  }
}
