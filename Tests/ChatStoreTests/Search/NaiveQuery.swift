import ChatTestSupport

@testable import ChatStore

/// A query as a test makes it: how it is typed, and what it means, told message by message.
struct NaiveQuery {
  enum Term {
    case word(String)
    case phrase([String])
    case prefix(String)
    case role(Role)
    case model(String)
    case tag(String)
    case conversation(Int)
    case trait(SearchTrait)
  }

  var groups: [[Term]] = []
  var excluded: [Term] = []
  /// Days as `2026-03-01`.
  var after: String?
  var before: String?
  private(set) var typed = ""

  /// Where words are looked for when nobody says where.
  var usualScopes: Set<SearchScope> {
    let asksForTools = groups.joined().contains {
      if case .role(.tool) = $0 { true } else { false }
    }
    return asksForTools ? [.content, .results] : [.content]
  }

  init(_ world: inout SearchWorld) {
    for _ in 0..<Int.random(in: 0...3, using: &world.generator) {
      let count = [1, 1, 1, 2, 3].randomElement(using: &world.generator) ?? 1
      groups.append((0..<count).map { _ in Self.term(&world) })
    }
    if world.generator.once(in: 3) || groups.isEmpty { excluded.append(Self.term(&world)) }
    if world.generator.once(in: 5) { after = Self.day(&world) }
    if world.generator.once(in: 5) { before = Self.day(&world) }
    var pieces = groups.map { $0.map(Self.typed).joined(separator: " OR ") }
    pieces += excluded.map { "-" + Self.typed($0) }
    pieces += after.map { ["after:\($0)"] } ?? []
    pieces += before.map { ["before:\($0)"] } ?? []
    typed = pieces.shuffled(using: &world.generator).joined(separator: " ")
  }

  private static func day(_ world: inout SearchWorld) -> String {
    world.records.randomElement(using: &world.generator)?.message.createdAt.localDay ?? "2026-03-01"
  }

  private static func term(_ world: inout SearchWorld) -> Term {
    let latin = { (world: inout SearchWorld) in
      SearchWorld.vocabulary.prefix(6).randomElement(using: &world.generator) ?? "alpha"
    }
    switch Int.random(in: 0..<14, using: &world.generator) {
    case 0...3: return .word(world.anyWord())
    case 4: return .phrase([latin(&world), latin(&world)])
    case 5:
      return .prefix(String(world.anyWord().prefix(Int.random(in: 1...3, using: &world.generator))))
    case 6:
      return .word(["look", "swift", "据", "absent"].randomElement(using: &world.generator) ?? "")
    case 7, 8: return .role(Role.allCases.randomElement(using: &world.generator) ?? .user)
    case 9:
      return .model(
        ["QWEN", "4", "deepseek-r1", "none"].randomElement(using: &world.generator) ?? "")
    case 10: return .tag((SearchWorld.tags + ["none"]).randomElement(using: &world.generator) ?? "")
    case 11: return .conversation(Int.random(in: 0...4, using: &world.generator))
    default: return .trait(SearchTrait.allCases.randomElement(using: &world.generator) ?? .tool)
    }
  }

  private static func typed(_ term: Term) -> String {
    switch term {
    case .word(let word): word.uppercased()
    case .phrase(let words): "\"\(words.joined(separator: "  "))\""
    case .prefix(let prefix): prefix + "*"
    case .role(let role): "role:\(role.rawValue)"
    case .model(let part): "model:\(part)"
    case .tag(let name): "tag:\"\(name)\""
    case .conversation(let number): "in:c\(number)"
    case .trait(let trait): "HAS:\(trait.rawValue)"
    }
  }

  /// Whether the query means a message; `tags` are those of its conversation.
  func fits(_ record: SearchRecord, tags: [String], scopes: Set<SearchScope>) -> Bool {
    let holds = { (term: Term) in
      switch term {
      case .word(let word): record.has(word, in: scopes)
      case .phrase(let words): record.has(phrase: words, in: scopes)
      case .prefix(let prefix): record.has(prefix: prefix, in: scopes)
      case .role(let role): record.message.role == role
      case .model(let part): record.model?.lowercased().contains(part.lowercased()) ?? false
      case .tag(let name): tags.contains(name)
      case .conversation(let number): record.conversation == number
      case .trait(let trait): record.traits.contains(trait)
      }
    }
    let day = record.message.createdAt.localDay
    return groups.allSatisfy { $0.contains(where: holds) } && !excluded.contains(where: holds)
      && after.map { day >= $0 } ?? true && before.map { day < $0 } ?? true
  }
}
