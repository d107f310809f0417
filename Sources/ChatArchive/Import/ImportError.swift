/// Why nothing can be imported from a path.
package enum ImportError: Error, Equatable {
  /// There is nothing at the path.
  case notFound(path: String)
  /// The system refuses to read it, in its words.
  case unreadable(path: String, reason: String)
  /// It is not what it says it is.
  case damaged(path: String, reason: String)
  /// Nothing in it is a conversation that convo knows.
  case noConversations(path: String, isFolder: Bool, because: String? = nil)
  /// It is a store of convo's own.
  case store(path: String)
}

extension ImportError: CustomStringConvertible {
  /// One sentence for people.
  package var description: String {
    switch self {
    case .notFound(let path): "There is nothing at \(path)."
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
    case .damaged(let path, let reason): "\(path): \(reason)."
    case .noConversations(let path, true, _):
      "No file in \(path) holds conversations of a kind that convo knows; convo import --help names them."
    case .noConversations(let path, false, let reason):
      "\(path) holds no conversations of a kind that convo knows"
        + (reason.map { ": \($0)." } ?? "; convo import --help names them.")
    case .store(let path):
      "\(path) is a convo store; convo merge \(path) unites it with this one."
    }
  }
}
