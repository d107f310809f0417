/// When settings of conversations were last changed, here or in the store that they come from.
struct SettingChanges {
  let connection: Connection

  /// The changes of a conversation's settings since it was made, in the order of their names.
  func all(of conversation: Int64) throws -> [SettingChange] {
    try connection.all(
      """
      SELECT field, name, max(changed_at) FROM (
        SELECT field, change.name, max(coalesce(undone_at, operation.created_at)) AS changed_at
        FROM operation_change AS change JOIN operation ON operation.id = operation_id
        WHERE target_id = ?1
          AND field IN ('title', 'archived', 'trashed', 'active_branch', 'tag', 'pin', 'preference')
          AND field NOT IN ('pin', 'preference')
          AND (kind <> 'new' OR undone_at IS NOT NULL)
        GROUP BY field, change.name
        UNION ALL
        SELECT field, name, changed_at FROM setting_change WHERE conversation_id = ?1)
      GROUP BY field, name ORDER BY field, name
      """, .integer(conversation)
    ) { row in
      guard let setting = SettingChange.Setting(rawValue: try row.text(0)) else {
        throw row.mismatch(0, "a setting")
      }
      return SettingChange(setting, name: try row.text(1), at: try row.time(2))
    }
  }

  /// Whether somebody pinned or preferred a message, or took that back, after a time.
  func hasChanged(_ field: ChangedField, of message: Int64, after time: Timestamp) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM operation_change AS change JOIN operation ON operation.id = operation_id
      WHERE target_id = ?1
        AND field IN ('title', 'archived', 'trashed', 'active_branch', 'tag', 'pin', 'preference')
        AND field = ?2 AND coalesce(undone_at, operation.created_at) > ?3 LIMIT 1
      """, .integer(message), .text(field.rawValue), .time(time)
    ) { _ in true } ?? false
  }

  /// Whether somebody changed a setting of a conversation in this store.
  func areOwn(_ setting: SettingChange.Setting, of conversation: Int64) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM operation_change AS change JOIN operation ON operation.id = operation_id
      WHERE target_id = ?1
        AND field IN ('title', 'archived', 'trashed', 'active_branch', 'tag', 'pin', 'preference')
        AND field = ?2 AND undone_at IS NULL LIMIT 1
      """, .integer(conversation), .text(setting.rawValue)
    ) { _ in true } ?? false
  }

  /// Keeps when a setting was changed elsewhere.
  func keep(_ change: SettingChange, of conversation: Int64) throws {
    try connection.run(
      """
      INSERT INTO setting_change (conversation_id, field, name, changed_at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (conversation_id, field, name)
      DO UPDATE SET changed_at = max(changed_at, excluded.changed_at)
      """, .integer(conversation), .text(change.setting.rawValue), .text(change.name),
      .time(change.changedAt))
  }
}
