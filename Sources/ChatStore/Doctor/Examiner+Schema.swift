extension Examiner {
  /// Looks for what another program put into the schema, and for values that only a foreign hand can
  /// have written.
  mutating func schema() throws {
    let present = try connection.all(
      "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    ) { (type: $0.lossyText(0), name: $0.lossyText(1), sql: $0.lossyText(2)) }
    let schema = try OwnSchema.made()
    let own = schema.triggers
    for (type, name, _) in present
    where type != "trigger" || !own.contains(where: { $0.name == name }) {
      report(.file, "There is a \(type) \(name) that convo did not make.")
    }
    for trigger in own
    where !present.contains(where: { $0.name == trigger.name && $0.sql == trigger.sql }) {
      let isThere = present.contains { $0.name == trigger.name }
      report(
        .file,
        "The trigger \(trigger.name), which keeps rows as they are, is "
          + "\(isThere ? "not as convo made it" : "missing").",
        repair: .triggers)
    }
    let columns = try OwnSchema.columns(of: connection)
    for (name, expected) in schema.columns.sorted(by: { $0.key < $1.key })
    where columns[name] != expected {
      let repair = schema.repair(of: name)
      report(
        repair == .searchIndex ? .search : repair == .usage ? .usage : .file,
        "\(name) is missing or does not have the columns that convo gave it.", repair: repair)
    }
    let undated = try connection.all(
      """
      SELECT id FROM turn
      WHERE day NOT GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'
      """
    ) { $0.lossyText(0) }
    for key in undated { report(.turn, "Turn \(key) has a day that convo cannot have given.") }
    try keys()
  }

  /// Looks for keys that convo cannot have given, since it counts from one.
  ///
  /// After the last of all numbers SQLite gives keys at random, and what was written since the last search
  /// or done last is no longer what has the largest: <https://www.sqlite.org/autoinc.html>.
  private mutating func keys() throws {
    let extremes = try connection.all(
      """
      SELECT 'attachment', min(id), max(id) FROM attachment
      UNION ALL SELECT 'branch', min(id), max(id) FROM branch
      UNION ALL SELECT 'conversation', min(id), max(id) FROM conversation
      UNION ALL SELECT 'message', min(id), max(id) FROM message
      UNION ALL SELECT 'operation', min(id), max(id) FROM operation
      UNION ALL SELECT 'parameters', min(id), max(id) FROM parameters
      UNION ALL SELECT 'tool_call', min(id), max(id) FROM tool_call
      UNION ALL SELECT 'turn', min(id), max(id) FROM turn
      """
    ) { (table: try $0.text(0), least: try $0.optionalInteger(1), most: try $0.optionalInteger(2)) }
    for row in extremes {
      for key in Set([row.least, row.most].compactMap(\.self)) where key < 1 || key >= 1 << 62 {
        report(
          .file,
          "The table \(row.table) has a row with the key \(key), which convo cannot have given.")
      }
    }
  }
}
