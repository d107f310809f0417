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
          let whole = cost()
          let short = generator.once(in: 3) ? nil : Int.random(in: 0...whole, using: &generator)
          add(.result(of: id), whole, short: short)
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

  /// What a message costs in a window, which may have it in short.
  func cost(of id: Identifier<Message>, in window: ContextWindow) -> Int? {
    guard let message = all.first(where: { $0.id == id }) else { return nil }
    return window.shortened.contains(id) ? message.shorter?.cost : message.cost
  }

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
      Self.message(
        message.id, message.content, depth: depth, cost: message.cost,
        short: message.shorter?.cost)
    }
    return path
  }

  private mutating func add(_ content: MessageContent, _ cost: Int, short: Int? = nil) {
    let id = Identifier<Message>(high: 1, low: UInt64(all.count))
    all.append(Self.message(id, content, depth: all.count, cost: cost, short: short))
  }

  private static func message(
    _ id: Identifier<Message>, _ content: MessageContent, depth: Int, cost: Int, short: Int?
  ) -> ContextMessage {
    let shorter = short.map {
      ContextMessage(
        id: id, content: content, depth: depth, count: TokenCount(exactly: $0), isShort: true)
    }
    return ContextMessage(
      id: id, content: content, depth: depth, count: TokenCount(exactly: cost), shorter: shorter)
  }
}
