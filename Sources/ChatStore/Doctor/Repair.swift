/// What puts right a finding that the rest of the store tells how.
enum Repair: Hashable, Sendable {
  /// Make SQLite's own indexes anew.
  case indexes
  /// Make the triggers that keep rows unchanged anew.
  case triggers
  /// File a conversation under its own short id.
  case shortID(conversation: Int64)
  /// Compute depth, skip, system message, short id and match key of a conversation's messages.
  case places(conversation: Int64)
  /// Count a conversation's messages.
  case messageCount(conversation: Int64)
  /// Make a branch the active one.
  case activeBranch(conversation: Int64)
  /// Let the active branch end at the newest message.
  case lostHead(conversation: Int64)
  /// Let branches whose ends are not messages of their conversations end at the newest message.
  case strayHeads
  /// Move the end of a branch out of the trash.
  case headInTrash(branch: Int64)
  /// Take away pins, preferences and trash marks of messages that are not there, and file the others
  /// under their messages' conversations.
  case marks
  /// Forget what messages cost in windows; they are counted again.
  case counts
  /// Sum up what turns cost again.
  case usage
  /// Make the search index anew.
  case searchIndex
}
