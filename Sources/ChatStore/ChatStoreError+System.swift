import Glibc

extension ChatStoreError {
  /// What the operating system's refusal means for a person.
  init(systemError code: Int32, path: String) {
    switch code {
    case ENOSPC, EDQUOT: self = .noSpace(path: path)
    case EFBIG: self = .sizeLimit(path: path)
    case EROFS: self = .readOnly(path: path)
    default: self = .inputOutput(path: path, reason: String(cString: strerror(code)))
    }
  }

  /// What SQLite's words mean for a person.
  init(_ error: SQLiteError, path: String) {
    if error.isReadOnly {
      self = .readOnly(path: path)
    } else if error.isNoSpace {
      self = .noSpace(path: path)
    } else if error.isSizeLimit {
      self = .sizeLimit(path: path)
    } else if error.isCannotOpen, let obstacle = StoreFile(path: path).obstacle,
      [ENOSPC, EDQUOT, EROFS].contains(obstacle)
    {
      self.init(systemError: obstacle, path: path)
    } else {
      self = .database(path: path, error)
    }
  }

  /// True when something that should be stored cannot be, and nothing else is wrong.
  var isOfRecord: Bool {
    switch self {
    case .invalidMessage, .invalidTag, .otherConversation, .attachmentTooLarge, .branchExists: true
    default: false
    }
  }

  /// True when the store could not grow, which says nothing against reading it.
  var isOfSpace: Bool {
    switch self {
    case .noSpace, .sizeLimit: true
    default: false
    }
  }
}
