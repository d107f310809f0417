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
      report(.file, "\(name) is missing or does not have the columns that convo gave it.")
    }
    let undated = try connection.all(
      """
      SELECT id FROM turn
      WHERE day NOT GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' OR id <= 0
      """
    ) { $0.lossyText(0) }
    for key in undated {
      report(.turn, "Turn \(key) has a key or a day that convo cannot have given.")
    }
  }
}
