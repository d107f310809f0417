/// Which conversations are wanted.
public struct ConversationFilter: Sendable, Equatable {
  /// Where conversations are looked for.
  public enum Place: Sendable, Equatable {
    /// Those in use: neither in the archive nor in the trash.
    case inUse
    /// Those in the archive.
    case archive
    /// Those in the trash.
    case trash
    /// Those in use and those in the archive.
    case kept
  }

  /// Where.
  public var place: Place
  /// Tags that each of them has; none for any.
  public var tags: [String]

  /// Makes a filter.
  public init(_ place: Place = .inUse, tags: [String] = []) {
    self.place = place
    self.tags = tags
  }

  /// Whether conversations in the trash are meant.
  var wantsTrashed: Bool { place == .trash }
  /// Whether those in the archive are meant; nil where it does not matter.
  var wantsArchived: Bool? {
    switch place {
    case .inUse: false
    case .archive: true
    case .trash, .kept: nil
    }
  }
}
