import ChatStore

/// A path as a model can be trained on it: whole exchanges, in which every result has its call.
///
/// A store keeps what happened, and that may be less than an endpoint takes: calls that nobody answered, results
/// of calls that are gone, messages that say nothing. They are left out here. OpenAI refuses a file for each of
/// the first two (<https://developers.openai.com/api/docs/guides/function-calling>).
struct TrainingPath {
  /// What becomes of the end of a path.
  enum Ending {
    /// It ends with the last reply; what follows that is cut off, and its calls need no results.
    case reply
    /// It goes before a reply; all of it stays.
    case prompt
  }

  private(set) var entries: [ExportSource.Entry] = []
  private(set) var losses = TrainingLosses()

  init(_ path: [ExportSource.Entry], ending: Ending) {
    var path = path[...]
    if ending == .reply {
      path = path[..<(path.lastIndex { $0.content.role == .assistant }.map { $0 + 1 } ?? 0)]
    }
    var index = path.startIndex
    while index < path.endIndex {
      var next = index + 1
      let entry = path[index]
      switch entry.content.role {
      case .assistant:
        while next < path.endIndex, path[next].content.role == .tool { next += 1 }
        add(entry, path[index + 1..<next], isOpen: ending == .reply && next == path.endIndex)
      case .tool: losses.results += 1
      case .system, .developer, .user:
        if entry.saysNothing { losses.emptyMessages += 1 } else { entries.append(entry) }
      }
      index = next
    }
    // A reply that says nothing ends nothing.
    if ending == .reply, entries.last?.content.role != .assistant {
      let end = entries.lastIndex { $0.content.role == .assistant }.map { $0 + 1 } ?? 0
      entries.removeSubrange(end...)
    }
  }

  /// Adds a reply and the results that follow it, as far as they belong together.
  private mutating func add(
    _ reply: ExportSource.Entry, _ results: ArraySlice<ExportSource.Entry>, isOpen: Bool
  ) {
    var reply = reply
    var calls: [ToolCall] = []
    var answers: [ExportSource.Entry] = []
    for call in reply.content.toolCalls {
      let answer = results.first {
        $0.content.toolCallID?.utf8.elementsEqual(call.callID.utf8) ?? false
      }
      let isRepeated = calls.contains { $0.callID.utf8.elementsEqual(call.callID.utf8) }
      guard call.type.utf8.elementsEqual("function".utf8), !isRepeated, answer != nil || isOpen
      else {
        losses.calls += 1
        continue
      }
      calls.append(call)
      if let answer { answers.append(answer) }
    }
    losses.results += results.count - answers.count
    reply.content.toolCalls = calls
    if reply.saysNothing { losses.emptyMessages += 1 } else { entries.append(reply) }
    entries += answers
  }
}

extension ExportSource.Entry {
  /// True when there is nothing in it that a model could learn or read.
  var saysNothing: Bool {
    content.text.isEmpty && content.toolCalls.isEmpty && content.attachments.isEmpty
      && (content.refusal ?? "").isEmpty
      && PlainText.parts(of: content).compactMap(PlainText.mention).isEmpty
  }
}
