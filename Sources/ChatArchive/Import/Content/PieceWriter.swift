import ChatCompletions
import ChatStore

/// Makes messages of the pieces of one, with what their tools gave back.
struct PieceWriter {
  /// What the message is called.
  let node: String
  /// The name under which extras are kept.
  let source: String
  let role: Role
  /// The attachments of the first piece.
  var attachments: [AttachmentReference] = []
  /// What is shown below the text of the first piece.
  var mentions: [String] = []
  /// The number of the first piece among the parts of the message.
  var firstPart = 0
  /// What the first piece keeps beside its blocks.
  var rest = JSONObject()

  /// The last message that was made.
  private(set) var last: Identifier<Message>?

  init(node: String, source: String, role: Role) {
    self.node = node
    self.source = source
    self.role = role
  }

  /// Adds the pieces, one below the other, each followed by what its tools gave back.
  /// - Returns: The pieces without the results, and when each began and ended.
  mutating func write(
    _ pieces: [ContentPiece], to assembly: inout ConversationAssembly,
    under parent: Identifier<Message>?, at time: Timestamp
  ) -> [(id: Identifier<Message>, start: Timestamp, end: Timestamp)] {
    var written: [(id: Identifier<Message>, start: Timestamp, end: Timestamp)] = []
    var part = firstPart
    var now = time
    last = parent
    for (index, piece) in pieces.enumerated() {
      now = index == 0 ? time : max(now, piece.start ?? now)
      let content = content(of: piece, isFirst: index == 0, &assembly)
      let id = assembly.add(content, as: node, part: part, under: last, at: now)
      part += 1
      last = id
      let end = max(now, piece.end ?? now)
      written.append((id, now, end))
      now = end
      for call in piece.calls {
        guard let answer = call.answer else { continue }
        now = max(now, answer.time ?? now)
        let rest = answer.rest.map { JSONObject([("content", .array([$0]))]) }
        last = assembly.add(
          MessageContent(
            role: .tool, text: answer.text, toolCallID: call.call.callID,
            extras: rest?.extras(of: source)),
          as: node, part: part, under: last, at: now)
        part += 1
      }
    }
    return written
  }

  /// Adds what came from the user's side: results of tools as far as somebody asked for them, then words.
  mutating func writeAnswers(
    _ blocks: [ContentBlock], to assembly: inout ConversationAssembly,
    under parent: Identifier<Message>?, at time: Timestamp
  ) {
    var open = assembly.openCalls(at: parent)
    var words: [ContentBlock] = []
    last = parent
    for block in blocks {
      guard case .result(let id, let name, let text) = block.kind,
        let place = open.firstIndex(where: { call in
          id.map { $0.hasSameBytes(as: call.callID) } ?? name?.hasSameBytes(as: call.name) ?? true
        })
      else {
        words.append(block)
        continue
      }
      // What is known beside the blocks belongs to the first of them.
      var kept = rest
      kept.keep("content", block.rest.map { .array([$0]) })
      rest = JSONObject()
      let content = MessageContent(
        role: .tool, text: text, toolCallID: open.remove(at: place).callID,
        extras: kept.extras(of: source))
      last = assembly.add(content, as: node, part: firstPart, under: last, at: time)
      firstPart += 1
    }
    guard !words.isEmpty || firstPart == 0 else { return }
    let reply = CutReply(words, named: node, of: role, keepsOpenCalls: false)
    _ = write(reply.pieces, to: &assembly, under: last, at: time)
  }

  private func content(
    of piece: ContentPiece, isFirst: Bool, _ assembly: inout ConversationAssembly
  ) -> MessageContent {
    var piece = piece
    var kept = isFirst ? rest : JSONObject()
    var references = isFirst ? attachments : []
    for file in piece.files {
      if let reference = assembly.attach(file) {
        references.append(reference)
      } else {
        piece.mention("[file: \(file.reference.name.importedTitle)]")
      }
    }
    for mention in isFirst ? mentions : [] { piece.mention(mention) }
    kept.keep("content", .array(piece.rest))
    return MessageContent(
      role: role, text: piece.text, reasoning: piece.reasoning, toolCalls: piece.calls.map(\.call),
      attachments: references, extras: kept.extras(of: source))
  }
}
