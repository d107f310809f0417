/// When something that a conversation says of itself was last changed.
package struct SettingChange: Sendable, Hashable {
  /// What can be changed, by the names that the log of operations has for it.
  package enum Setting: String, Sendable, CaseIterable {
    /// The title.
    case title
    /// Whether it is in the archive.
    case archived
    /// Whether it is in the trash.
    case trashed
    /// Which branch is active.
    case activeBranch = "active_branch"
    /// Whether it has a tag.
    case tag
  }

  /// What was changed.
  package var setting: Setting
  /// The tag; else empty.
  package var name: String
  /// When.
  package var changedAt: Timestamp

  package init(_ setting: Setting, name: String = "", at changedAt: Timestamp) {
    self.setting = setting
    self.name = name
    self.changedAt = changedAt
  }
}
