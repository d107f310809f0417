extension ChangedField {
  /// Whether the value says since when something is in the trash.
  var isTimeInTrash: Bool {
    switch self {
    case .trashed, .branchTrashed, .messageTrashed: true
    default: false
    }
  }

  /// Whether the value says where messages are found.
  var placesMessages: Bool { isTimeInTrash || self == .branchHead }

  /// What has changed, as a part of a sentence.
  var words: String {
    switch self {
    case .title: "the title"
    case .archived: "whether the conversation is in the archive"
    case .trashed: "whether the conversation is in the trash"
    case .activeBranch: "the active branch"
    case .tag: "a tag"
    case .branchHead: "the end of a branch"
    case .branchTrashed: "whether a branch is in the trash"
    case .messageTrashed: "whether a message is in the trash"
    case .pin: "whether a message is pinned"
    case .preference: "which reply is preferred"
    }
  }
}
