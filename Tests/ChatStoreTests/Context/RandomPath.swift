import ChatTestSupport
import ChatTokens

@testable import ChatStore

/// A path as endpoints accept it: rounds of calls and results, instructions anywhere, prompts in a
/// row, perhaps an assistant message at the root.
struct RandomPath {
  private(set) var all: [ContextMessage] = []

  /// Makes a path of given messages and costs.
  init(_ messages: [(content: MessageContent, cost: Int)]) {
    for (content, cost) in messages { add(content, cost) }
  }

  /// Makes a random one.
  init(_ generator: inout SeededGenerator) {
    func cost() -> Int { Int.random(in: 0...12, using: &generator) }
    let instructions = [Role.system, .developer]
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      add(
        MessageContent(role: instructions.randomElement(using: &generator) ?? .system, text: ""),
        cost())
    }
    for _ in 0..<Int.random(in: 1...14, using: &generator) {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<4: add(.user("u"), cost())
      case 4..<6: add(.assistant("a"), cost())
      case 6:
        add(
          MessageContent(role: instructions.randomElement(using: &generator) ?? .system, text: ""),
          cost())
      default:
        let ids = (0..<Int.random(in: 1...3, using: &generator)).map { "call \(all.count).\($0)" }
        add(
          MessageContent(
            role: .assistant, text: "",
            toolCalls: ids.map { ToolCall(callID: $0, name: "n", arguments: "") }), cost())
        for id in ids {
          if generator.once(in: 8) { add(.system("between"), cost()) }
          add(.result(of: id), cost())
        }
      }
    }
  }

  /// Calls, each with the results that answer it.
  var rounds: [(call: Identifier<Message>, results: [Identifier<Message>])] {
    all.filter { !$0.content.toolCalls.isEmpty }.map { call in
      let ids = call.content.toolCalls.map(\.callID)
      let results = all.filter { $0.content.toolCallID.map(ids.contains) == true }
      return (call.id, results.map(\.id))
    }
  }

  /// The run of instructions at the beginning.
  var leading: ArraySlice<ContextMessage> { all.prefix { $0.content.role.isInstruction } }

  /// Everything below that.
  var rest: ArraySlice<ContextMessage> { all[leading.endIndex...] }

  /// The rest cut before every user message; what stands before the first is in none.
  var exchanges: [[ContextMessage]] {
    var exchanges: [[ContextMessage]] = []
    for message in rest {
      if message.content.role == .user {
        exchanges.append([message])
      } else if !exchanges.isEmpty {
        exchanges[exchanges.count - 1].append(message)
      }
    }
    return exchanges
  }

  /// The newest instruction below the leading run.
  var newestInstruction: ContextMessage? { rest.last { $0.content.role.isInstruction } }

  func cost(of id: Identifier<Message>) -> Int? { all.first { $0.id == id }?.cost }

  /// The round that a message belongs to, by its call.
  func round(of id: Identifier<Message>) -> Identifier<Message>? {
    rounds.first { $0.call == id || $0.results.contains(id) }?.call
  }

  /// What pins bring along: a reply or a result its whole exchange, anything else itself.
  func pinned(_ ids: Set<Identifier<Message>>) -> [ContextMessage] {
    var result: Set<Identifier<Message>> = []
    for message in rest where ids.contains(message.id) {
      switch message.content.role {
      case .assistant, .tool:
        let exchange = exchanges.first { $0.contains { $0.id == message.id } }
        result.formUnion(exchange?.map(\.id) ?? [])
      default: result.insert(message.id)
      }
    }
    return rest.filter { result.contains($0.id) }
  }

  /// A summary of everything between the instructions and a depth; nil where that is nothing.
  func summary(endingAbove depth: Int, cost: Int) -> (lastDepth: Int, cost: Int)? {
    depth > leading.count ? (depth - 1, cost) : nil
  }

  func strategy(available: Int, pinned: [ContextMessage] = []) -> WindowBuilder {
    WindowBuilder(
      budget: TokenBudget(limit: available + 12, reserve: 5, fixedOverhead: 7),
      leading: Array(leading), newestInstruction: newestInstruction, pinned: pinned,
      pathLength: all.count)
  }

  /// Reads upwards from the head, as often as it is called.
  func reader() -> () -> ContextMessage? {
    var left = rest
    return { left.popLast() }
  }

  /// The same path without some of its messages.
  func without(_ ids: Set<Identifier<Message>>) -> RandomPath {
    var path = self
    path.all = all.filter { !ids.contains($0.id) }.enumerated().map { depth, message in
      ContextMessage(id: message.id, content: message.content, depth: depth, count: message.count)
    }
    return path
  }

  private mutating func add(_ content: MessageContent, _ cost: Int) {
    let id = Identifier<Message>(high: 1, low: UInt64(all.count))
    all.append(
      ContextMessage(
        id: id, content: content, depth: all.count, count: TokenCount(exactly: cost)))
  }
}
