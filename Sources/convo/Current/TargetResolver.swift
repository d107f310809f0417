import ChatStore

/// Finds what a REF means: `@`, `@~3`, a short id, a title, `REF~3`, `REF:branch`, `:branch`.
struct TargetResolver {
  let store: ChatStore
  let current: CurrentConversation

  init(store: ChatStore) {
    self.store = store
    current = CurrentConversation(store: store.path)
  }

  /// Finds what a REF means; without one, the end of the current conversation.
  ///
  /// What a process that died had received of a reply is put in its place first, so that nobody
  /// looks at a conversation and misses it.
  func target(_ reference: String?) throws -> Target {
    // Where that is not possible, the conversation is shown as it is.
    _ = try? store.recoverLostTurns()
    guard let reference else { return try currentTarget() }
    // Each suffix is a step deeper; nobody types more than a few.
    let suffixes = reference.utf8.count(where: {
      $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: ":")
    })
    guard suffixes <= 16 else {
      throw ChatStoreError.notFound(reference: String(reference.prefix(40)))
    }
    if reference == "@" { return try withHead(currentTarget()) }
    do {
      return try found(store.find(reference))
    } catch ChatStoreError.notFound {
      if let target = try above(reference) ?? onBranch(reference) { return target }
      throw ChatStoreError.notFound(reference: reference)
    }
  }

  /// Takes the first argument for a REF where it can be nothing else.
  ///
  /// A word of a prompt must never be taken for a conversation, so in front of a prompt only what
  /// begins with `@` or `:` counts, and an id of at least the seven characters that are shown. Other
  /// REFs are given with `--ref`. What looks like a REF but leads nowhere is not sent as a prompt.
  func splitting(_ arguments: [String]) throws -> (reference: String?, rest: [String]) {
    guard let first = arguments.first else { return (nil, []) }
    let rest = Array(arguments.dropFirst())
    if first == "@" { return (first, rest) }
    let isOneWord = !first.contains(where: \.isWhitespace)
    if isOneWord, first.hasPrefix("@~") || (first.hasPrefix(":") && first.count > 1) {
      try check(first)
      return (first, rest)
    }
    let id = String(first.prefix { $0 != ":" && $0 != "~" })
    let isWord = isOneWord && !first.contains("/")
    let isMixed = id.contains(where: \.isNumber) && !id.allSatisfy(\.isNumber)
    if Self.looksLikeID(id[...]), try isID(id) { return (first, rest) }
    if isWord, isMixed, try isID(id) {
      throw Failure(
        .usage, "\(id) is an id, but short: give it with --ref, or put the prompt in quotes.")
    }
    let suffix = first.dropFirst(id.count)
    let hasSuffix =
      suffix.count > 1 && (suffix.first == ":" || suffix.dropFirst().allSatisfy(\.isNumber))
    if isWord, hasSuffix || (isMixed && suffix.isEmpty && Self.looksLikeID(id[...])) {
      throw Failure(
        .noSuchThing,
        "Nothing is called \"\(id)\". If it begins your prompt, put the whole prompt in quotes.")
    }
    return (nil, arguments)
  }

  /// Refuses what looks like a REF and is none, with what helps where it begins a prompt.
  private func check(_ reference: String) throws {
    do {
      _ = try target(reference)
    } catch let error as ChatStoreError {
      switch error {
      case .notFound, .branchNotFound:
        throw Failure(
          .noSuchThing, "\(error) If it begins your prompt, give --ref @ in front of it.")
      default: break
      }
    } catch {
      // Whoever uses the REF meets it again.
    }
  }

  /// The same for what is no prompt: a title in front of other words would be taken for one of them, so it
  /// is refused.
  func splittingNames(_ arguments: [String]) throws -> (reference: String?, rest: [String]) {
    let result = try splitting(arguments)
    guard result.reference == nil, arguments.count > 1, let first = arguments.first,
      let found = try? store.find(first), case .conversation(let conversation) = found,
      conversation.title.utf8.elementsEqual(first.utf8)
    else { return result }
    throw Failure(
      .usage,
      "\"\(first)\" is the title of a conversation; if you mean that one, give it with --ref, else "
        + "give --ref @ for the current one.")
  }

  /// True when exactly one thing has an id that begins like this.
  private func isID(_ text: String) throws -> Bool {
    do {
      _ = try store.find(text, titles: false)
      return true
    } catch ChatStoreError.notFound {
      return false
    }
  }

  private static func looksLikeID(_ text: Substring) -> Bool {
    if text.utf8.count == 36 { return Identifier<Message>(String(text)) != nil }
    return (ShortID.shownLength...ShortID.fullLength).contains(text.utf8.count)
      && text.utf8.allSatisfy { ($0 | 0x20) != UInt8(ascii: "u") && isAlphanumeric($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
  }

  private func currentTarget() throws -> Target {
    guard let current = current.read(),
      let conversation = try store.conversation(current.conversation)
    else {
      throw Failure(
        .noSuchThing,
        "No conversation is current in this terminal; name one (convo show REF; "
          + "convo list shows them), or begin one with convo new.")
    }
    do {
      let branch = try store.branch(named: current.branch, of: conversation)
      return Target(conversation: conversation, branch: branch, message: nil)
    } catch ChatStoreError.branchNotFound {
      return Target(
        conversation: conversation, branch: try store.activeBranch(of: conversation), message: nil)
    }
  }

  private func withHead(_ target: Target) throws -> Target {
    Target(
      conversation: target.conversation, branch: target.branch,
      message: try store.head(of: target.branch))
  }

  private func found(_ found: Found) throws -> Target {
    switch found {
    case .conversation(let conversation):
      return Target(
        conversation: conversation, branch: try store.activeBranch(of: conversation), message: nil)
    case .message(let message):
      let conversation = try store.conversation(of: message)
      let branches = try store.branches(of: conversation)
      let active = try store.activeBranch(of: conversation)
      let own = branches.first { $0.headKey == message.key }
      let isActive = active.headKey == message.key
      return Target(
        conversation: conversation, branch: isActive ? active : own ?? active, message: message)
    }
  }

  /// `REF~3`: three messages above.
  private func above(_ reference: String) throws -> Target? {
    guard let tilde = reference.lastIndex(of: "~"),
      let steps = Int(reference[reference.index(after: tilde)...]), steps >= 0
    else { return nil }
    let target = try withMessage(target(String(reference[..<tilde])))
    guard let message = target.message else {
      throw ChatStoreError.beyondRoot(steps: steps, available: 0)
    }
    return Target(
      conversation: target.conversation, branch: target.branch,
      message: try store.ancestor(of: message, steps: steps))
  }

  /// `REF:branch`, or `:branch` in the current conversation.
  private func onBranch(_ reference: String) throws -> Target? {
    guard let colon = reference.lastIndex(of: ":") else { return nil }
    let place = String(reference[..<colon])
    let target = try place.isEmpty || place == "@" ? currentTarget() : target(place)
    let branch = try store.branch(
      named: String(reference[reference.index(after: colon)...]), of: target.conversation)
    return Target(
      conversation: target.conversation, branch: branch, message: nil, namesBranch: true)
  }

  /// The conversation that a REF names, where a branch alone cannot be asked about.
  func wholeConversation(_ reference: String) throws -> Conversation {
    let target = try target(reference)
    guard !target.namesBranch else {
      throw Failure(
        .usage,
        "\"\(reference)\" is a branch, and only a whole conversation can be given here: leave out "
          + "the branch.")
    }
    return target.conversation
  }

  /// The target with a message: the one that was named, or the branch's head.
  func withMessage(_ target: Target) throws -> Target {
    target.message == nil ? try withHead(target) : target
  }

  /// The message that a REF names; a conversation or a branch stands for its end.
  func message(_ reference: String) throws -> Message {
    let target = try withMessage(target(reference))
    guard let message = target.message else {
      throw Failure(.noSuchThing, "There are no messages in \(target.conversation.id.shortID) yet.")
    }
    return message
  }

  /// The branch that a message is on: the target's own, else the first that has it on its path.
  func branch(through message: Message, of target: Target) throws -> Branch {
    let branches = try [target.branch] + store.branches(of: target.conversation)
    guard let branch = try branches.first(where: { try store.isOn(message, branch: $0) }) else {
      if let reason = try store.reasonInTrash(message) { throw reason }
      throw Failure(
        .usage,
        "No branch leads to \(message.id.shortID); make one with "
          + "convo branch \(message.id.shortID).")
    }
    return branch
  }
}
