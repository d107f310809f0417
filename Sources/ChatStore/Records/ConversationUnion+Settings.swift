extension ConversationUnion {
  /// Settles what the conversation says of itself: what was changed last wins.
  func settle(_ key: Int64) throws {
    try ensureBranch(key)
    if before == nil {
      try setAsGiven(key)
    } else {
      try setWhatIsNewer(key)
    }
    if let source = record.source {
      try connection.run(
        """
        INSERT INTO conversation_source (conversation_id, name, identity) VALUES (?1, ?2, ?3)
        ON CONFLICT (conversation_id) DO NOTHING
        """, .integer(key), .text(source.name), .text(source.identity))
      noteChange()
    }
  }

  private func setAsGiven(_ key: Int64) throws {
    let values = ChangeableValues(connection: connection)
    if let time = record.archivedAt { try values.set(.archived, key, to: .time(time)) }
    if let time = record.trashedAt { try values.set(.trashed, key, to: .time(time)) }
    for tag in record.tags { try setTag(tag, true, of: key) }
    for change in record.changes {
      try SettingChanges(connection: connection).keep(change, of: key)
    }
    let branches = BranchRepository(connection: connection)
    let active = try record.activeBranch.flatMap { try branches.branch(named: $0, of: key) }
    if let branch = try active ?? branches.branches(of: key).first {
      try ConversationRepository(connection: connection).setActiveBranch(branch.key, of: key)
    }
  }

  private func setWhatIsNewer(_ key: Int64) throws {
    guard let before else { return }
    let values = ChangeableValues(connection: connection)
    let changes = SettingChanges(connection: connection)
    let times = try Times(here: changes.all(of: key), there: record.changes)
    let isGreater = before.title.utf8.lexicographicallyPrecedes(record.title.utf8)
    let isOwn = try record.mayChange && changes.areOwn(.title, of: key)
    if !isOwn, !before.title.utf8.elementsEqual(record.title.utf8),
      times.areNewer(.title, orEqual: isGreater)
    {
      try change(.title, values, key, to: .text(record.title))
    }
    if (before.archivedAt == nil) != (record.archivedAt == nil),
      times.areNewer(.archived, orEqual: record.archivedAt != nil)
    {
      try change(.archived, values, key, to: .time(record.archivedAt))
    }
    if (before.trashedAt == nil) != (record.trashedAt == nil), isTrashedLater(times, before) {
      try change(.trashed, values, key, to: .time(record.trashedAt))
    }
    for tag in times.tags(and: record.tags) where times.areNewer(.tag, tag, orEqual: true) {
      let isWanted = record.tags.contains { $0.utf8.elementsEqual(tag.utf8) }
      // Nobody has taken it away.
      if !isWanted, times.there(.tag, tag) == nil { continue }
      if !isWanted, times.there(.tag, tag) == times.here(.tag, tag) { continue }
      try setTag(tag, isWanted, of: key)
    }
    if let name = record.activeBranch, times.areNewer(.activeBranch, orEqual: false),
      let branch = try BranchRepository(connection: connection).branch(named: name, of: key),
      branch.key != before.activeBranchKey
    {
      try change(.activeBranch, values, key, to: .integer(branch.key))
    }
    for change in record.changes where times.areNewer(change.setting, change.name, orEqual: false) {
      try SettingChanges(connection: connection).keep(change, of: key)
      noteChange()
    }
  }

  /// Whether the other side moved it to the trash, or went on with it, after this one did the contrary.
  private func isTrashedLater(_ times: Times, _ before: Conversation) -> Bool {
    let here = max(times.here(.trashed) ?? before.createdAt, before.trashedAt ?? before.updatedAt)
    let there = max(times.there(.trashed) ?? record.createdAt, record.trashedAt ?? record.updatedAt)
    return there > here || (there == here && record.trashedAt == nil)
  }

  private func change(
    _ field: ChangedField, _ values: ChangeableValues, _ key: Int64, to value: SQLiteValue
  ) throws {
    try values.set(field, key, to: value)
    hasChanged = true
  }

  private func setTag(_ tag: String, _ isWanted: Bool, of key: Int64) throws {
    try ChatStore.checkTag(tag)
    if isWanted {
      try connection.run(
        """
        INSERT INTO conversation_tag (conversation_id, name) VALUES (?1, ?2)
        ON CONFLICT (conversation_id, name) DO NOTHING
        """, .integer(key), .text(tag))
    } else {
      try connection.run(
        "DELETE FROM conversation_tag WHERE conversation_id = ?1 AND name = ?2", .integer(key),
        .text(tag))
    }
    noteChange()
  }

  /// When settings were changed on either side.
  private struct Times {
    let here: [SettingChange]
    let there: [SettingChange]

    func here(_ setting: SettingChange.Setting, _ name: String = "") -> Timestamp? {
      Self.time(of: setting, name, in: here)
    }

    func there(_ setting: SettingChange.Setting, _ name: String = "") -> Timestamp? {
      Self.time(of: setting, name, in: there)
    }

    /// Whether the other side changed a setting later; where nobody can say, what is asked for.
    func areNewer(
      _ setting: SettingChange.Setting, _ name: String = "", orEqual equal: Bool
    ) -> Bool {
      let (here, there) = (here(setting, name), there(setting, name))
      guard let here, let there else { return there != nil || (here == nil && equal) }
      return there > here || (there == here && equal)
    }

    /// All tags that either side has, or took away.
    func tags(and given: [String]) -> [String] {
      given + there.filter { $0.setting == .tag }.map(\.name)
    }

    private static func time(
      of setting: SettingChange.Setting, _ name: String, in changes: [SettingChange]
    ) -> Timestamp? {
      changes.first { $0.setting == setting && $0.name.utf8.elementsEqual(name.utf8) }?.changedAt
    }
  }
}
