extension Examiner {
  /// Looks for what another program put into the schema, and for values that only a foreign hand can
  /// have written.
  mutating func schema() throws {
    let foreign = try connection.all(
      """
      SELECT type, name FROM sqlite_schema
      WHERE type IN ('trigger', 'view') AND name NOT GLOB '*_never_changes'
      """
    ) { "There is a \($0.lossyText(0)) \($0.lossyText(1)) that convo did not make." }
    for message in foreign { report(.file, message) }
    let trigger = try connection.first(
      "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = 'message_never_changes'"
    ) { _ in true }
    if trigger == nil { report(.file, "The trigger that keeps messages unchanged is missing.") }

    let headless = try connection.all(
      """
      SELECT uuid FROM conversation WHERE message_count > 0 AND NOT EXISTS (
        SELECT 1 FROM branch WHERE conversation_id = conversation.id AND head_id IS NOT NULL)
      """
    ) { try $0.blob(0) }
    for id in headless {
      report(.branch, "No branch of conversation \(Self.name(id)) has a head any more.")
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
