/// The places of messages that children may come for, by UUID.
///
/// It remembers the newest ones, so that a million messages in a row take no more memory than some thousand.
struct KnownPlaces {
  private let messages: MessageRepository
  private let conversation: Int64
  private var places: [Identifier<Message>: MessagePlace] = [:]
  /// Where remembered messages skip to.
  private var skips: [Int64: Int64?] = [:]

  private static let most = 4096

  init(in conversation: Int64, _ messages: MessageRepository) {
    self.conversation = conversation
    self.messages = messages
  }

  /// The place of a message of this conversation; nil when it is not there.
  mutating func place(of id: Identifier<Message>) throws -> MessagePlace? {
    if let place = places[id] { return place }
    guard let key = try messages.key(of: id) else { return nil }
    let place = try messages.place(of: key)
    guard place.conversationKey == conversation else { return nil }
    return place
  }

  /// The key of a message of this conversation.
  mutating func key(of id: Identifier<Message>) throws -> Int64? { try place(of: id)?.key }

  /// Remembers a message that was just inserted under a place.
  mutating func remember(_ message: Message, under parent: MessagePlace?) throws {
    if places.count >= Self.most {
      places.removeAll(keepingCapacity: true)
      skips.removeAll(keepingCapacity: true)
    }
    skips[message.key] = .some(parent?.skipKey)
    places[message.id] = MessagePlace(
      key: message.key, conversationKey: conversation, digest: message.digest,
      matchKey: message.matchKey, depth: Int64(message.depth),
      systemKey: message.role.isInstruction ? message.key : parent?.systemKey,
      skipKey: try skipForChild(of: message, skipKey: parent?.skipKey))
  }

  /// As `MessageRepository.skip`, told by the depth alone: see `skipLength(atDepth:)`.
  private func skipForChild(of message: Message, skipKey: Int64?) throws -> Int64 {
    let depth = message.depth + 1
    guard MessageRepository.skipLength(atDepth: depth) > 1, let skipKey,
      let further = try skips[skipKey] ?? messages.skipKey(of: skipKey)
    else { return message.key }
    return further
  }
}
