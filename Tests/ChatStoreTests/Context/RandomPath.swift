import ChatTestSupport

@testable import ChatStore

/// A path as endpoints accept it: rounds of calls and results, instructions anywhere, prompts in a
/// row, perhaps an assistant message at the root.
struct RandomPath {
  private(set) var all: [ContextMessage] = []
  private(set) var rounds: [(call: Identifier<Message>, results: [Identifier<Message>])] = []

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
        var round = (call: all[all.count - 1].id, results: [Identifier<Message>]())
        for id in ids {
          if generator.once(in: 8) { add(.system("between"), cost()) }
          add(.result(of: id), cost())
          round.results.append(all[all.count - 1].id)
        }
        rounds.append(round)
      }
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

  func cost(of id: Identifier<Message>) -> Int? { all.first { $0.id == id }?.cost }

  /// The call of the round that a message belongs to.
  func round(of id: Identifier<Message>) -> Identifier<Message>? {
    rounds.first { $0.call == id || $0.results.contains(id) }?.call
  }

  /// Some messages that are pinned, with the exchanges that replies and results bring along.
  func pins(_ generator: inout SeededGenerator) -> [ContextMessage] {
    var ids: Set<Identifier<Message>> = []
    for message in rest where generator.once(in: 6) {
      switch message.content.role {
      case .assistant, .tool:
        let exchange = exchanges.first { $0.contains { $0.id == message.id } }
        ids.formUnion(exchange?.map(\.id) ?? [])
      default: ids.insert(message.id)
      }
    }
    return rest.filter { ids.contains($0.id) }
  }

  func strategy(available: Int, pinned: [ContextMessage] = []) -> RecentStrategy {
    RecentStrategy(
      budget: TokenBudget(limit: available + 12, reserve: 5, fixedOverhead: 7),
      leading: Array(leading),
      newestInstruction: rest.last { $0.content.role.isInstruction }, pinned: pinned,
      pathLength: all.count)
  }

  /// Reads upwards from the head, as often as it is called.
  func reader() -> () -> ContextMessage? {
    var left = rest
    return { left.popLast() }
  }

  private mutating func add(_ content: MessageContent, _ cost: Int) {
    let id = Identifier<Message>(high: 1, low: UInt64(all.count))
    all.append(ContextMessage(id: id, content: content, depth: all.count, cost: cost))
  }
}
