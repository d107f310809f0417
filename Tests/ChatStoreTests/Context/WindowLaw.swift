import Testing

@testable import ChatStore

/// What holds for every window, checked against the path itself and never by building a second window
/// the same way.
enum WindowLaw: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case fits = "It costs no more than its budget, and what its messages cost together"
  case mandatory =
    "The instructions at the beginning, the newest later one and the last prompt are in"
  case pins = "Pinned messages are in, replies and results with their exchanges"
  case start = "Nothing but instructions stands before the first prompt"
  case rounds = "A call and its results are sent together or not at all"
  case order = "Messages stand in path order, none twice; the same input gives the same window"
  case run =
    "Apart from pins, what is kept is one run that ends at the head, whole but for its last exchange"
  case recent = "With recent, the next older exchange would not have fitted"
  case stays = "With sticky, the run begins where the last one did, as long as that fits"
  case falls =
    "With sticky, a run that has to move falls to half of what is left, and never to less than one that fits"
  case summary =
    "With summary, one message after the instructions stands for what it covers, unless nothing else goes"
  case shortening =
    "Old results are short before an exchange is left out, pinned ones never, and stay short"
  case dropping = "The last exchange loses its oldest rounds first, and only as many as it must"
  case reading = "No message is read above the first that does not fit"

  var testDescription: String { rawValue }

  /// Whether it holds for a window.
  func holds(for test: WindowCase, _ window: ContextWindow, read: Int) throws -> Bool {
    let path = test.path
    let budget = window.budget
    let messages = window.cost - budget.fixedOverhead
    switch self {
    case .fits:
      return window.cost <= budget.limit - budget.reserve
        && messages
          == window.ids.compactMap { path.cost(of: $0, in: window) }.reduce(
            test.summaryCost(in: window), +)
        && window.leftOut
          == path.all.count - window.ids.count - (window.summary.map { $0.messageCount - 1 } ?? 0)
    case .mandatory:
      let prompt = path.rest.last { $0.content.role == .user }
      return window.ids.starts(with: path.leading.map(\.id))
        && path.newestInstruction.map { window.ids.contains($0.id) } ?? true
        && prompt.map { window.ids.contains($0.id) } ?? false
    case .pins: return test.pinned.allSatisfy { window.ids.contains($0.id) }
    case .start: return window.messages.first { !$0.role.isInstruction }?.role == .user
    case .rounds: return Self.roundsAreWhole(in: window, of: path)
    case .order:
      let places = window.ids.compactMap { id in path.all.firstIndex { $0.id == id } }
      let again = try test.window()?.window
      return places.count == window.ids.count - (window.summary == nil ? 0 : 1)
        && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
        && again?.ids == window.ids && again?.plan == window.plan
    case .run: return Self.isRun(window, test)
    case .recent:
      guard test.strategy == .recent, let first = Self.firstKept(window, path), first > 0 else {
        return true
      }
      let next = path.exchanges[first - 1].filter { !window.ids.contains($0.id) }
      return messages + next.map(test.shortCost).reduce(0, +) > budget.available
    case .stays, .falls: return followsCut(window, test)
    case .summary: return Self.summarizes(window, test)
    case .shortening: return Self.shortens(window, test)
    case .dropping: return Self.dropsOldestRounds(window, test)
    case .reading: return Self.reads(read, window, test)
    }
  }

  private static func roundsAreWhole(in window: ContextWindow, of path: RandomPath) -> Bool {
    let areWhole = path.rounds.allSatisfy { call, results in
      let sent = results.filter { window.ids.contains($0) }.count
      return sent == (window.ids.contains(call) ? results.count : 0)
    }
    var called: Set<String> = []
    for message in window.messages {
      if message.role == .tool, !called.contains(message.toolCallID ?? "none") { return false }
      called.formUnion(message.toolCalls.map(\.callID))
    }
    return areWhole
  }

  /// The first exchange of the run that ends at the head.
  static func firstKept(_ window: ContextWindow, _ path: RandomPath) -> Int? {
    path.exchanges.firstIndex { $0.first?.id == window.cut }
  }

  private static func isRun(_ window: ContextWindow, _ test: WindowCase) -> Bool {
    guard let first = firstKept(window, test.path) else { return false }
    let exchanges = test.path.exchanges
    let others = exchanges[..<first].joined().filter { window.ids.contains($0.id) }
    let pinned = test.pinned.map(\.id) + [test.path.newestInstruction].compactMap(\.?.id)
    return exchanges[first...].dropLast().joined().allSatisfy { window.ids.contains($0.id) }
      && others.allSatisfy { pinned.contains($0.id) }
  }

  private func followsCut(_ window: ContextWindow, _ test: WindowCase) -> Bool {
    let exchanges = test.path.exchanges
    let last = exchanges.count - 1
    guard test.strategy != .recent, let first = Self.firstKept(window, test.path),
      // An exchange that is too long by itself has lost rounds, and then nothing older matters.
      test.leastCost + test.summaryCost(in: window) <= test.available,
      // What stands before the first prompt can be in no window, but may be too much to read on.
      test.cut(hasSummary: window.summary != nil) != nil
        || test.path.rest.first?.content.role == .user
    else { return true }
    let wanted =
      test.cut(hasSummary: window.summary != nil).flatMap { cut in
        exchanges.lastIndex { ($0.first?.depth ?? 0) <= cut }
      } ?? 0
    let summary = test.summaryCost(in: window)
    func cost(from index: Int) -> Int {
      summary + test.cost(ofExchangesFrom: index, like: window)
    }
    let fits = cost(from: wanted) <= test.available
    if self == .stays { return !fits || first == wanted }
    if fits { return true }
    let mandatory = summary + test.mandatoryCost
    let half = mandatory + (test.available - mandatory) / 2
    // The exchange before the last stays if it fits, however large.
    if first >= last - 1 {
      let isLeast = first < last || last == 0 || cost(from: last - 1) > test.available
      return isLeast && (first == 0 || first == last || cost(from: first - 1) > half)
    }
    return cost(from: first) <= half && (first == 0 || cost(from: first - 1) > half)
  }

  private static func summarizes(_ window: ContextWindow, _ test: WindowCase) -> Bool {
    guard test.strategy == .summary, let summary = test.summary else {
      return window.summary == nil
    }
    guard test.smallestCost + summary.cost <= test.available else { return window.summary == nil }
    let covered = test.path.all[test.path.leading.count...summary.lastDepth]
    return window.summary?.index == test.path.leading.count
      && window.summary?.messageCount == covered.count { !window.ids.contains($0.id) }
      && window.messages[test.path.leading.count].text.contains("Summary")
  }

  private static func shortens(_ window: ContextWindow, _ test: WindowCase) -> Bool {
    let path = test.path
    let sent = path.all.filter { window.ids.contains($0.id) }
    let last = path.exchanges.last?.first?.depth ?? 0
    let old = sent.filter { $0.depth < last && test.mayBeShort($0) }
    let isAllowed = window.shortened.allSatisfy { id in
      path.all.contains { $0.id == id && test.mayBeShort($0) }
    }
    let stays = sent.allSatisfy {
      !test.mayBeShort($0) || $0.depth > test.shortDepth ?? -1 || window.shortened.contains($0.id)
    }
    // What has to go goes after everything old is short; else nothing had to become short.
    let becomes =
      window.hasRoomForAll
      || old.allSatisfy { window.shortened.contains($0.id) }
    let whole = sent.map(\.cost).reduce(test.summaryCost(in: window), +)
    let isNeeded =
      !window.hasRoomForAll || whole > test.available
      // What stands before the first prompt can be in no window, but may be too much to read on.
      || path.rest.first?.content.role != .user
      || window.shortened.allSatisfy { id in
        sent.contains { $0.id == id && $0.depth <= test.shortDepth ?? -1 }
      }
    return isAllowed && stays && becomes && isNeeded
  }

  private static func dropsOldestRounds(_ window: ContextWindow, _ test: WindowCase) -> Bool {
    let path = test.path
    guard let last = path.exchanges.last else { return false }
    let missing = last.filter { !window.ids.contains($0.id) }
    guard !missing.isEmpty else { return true }
    let inLast = path.rounds.filter { round in last.contains { $0.id == round.call } }
    let dropped = inLast.filter { round in missing.contains { $0.id == round.call } }
    guard let newest = dropped.last else { return false }
    let cost = path.all.filter { newest.call == $0.id || newest.results.contains($0.id) }
      .map(test.shortCost).reduce(0, +)
    // With pins in it, rounds between dropped ones may stay.
    return missing.allSatisfy { $0.content.role == .tool || !$0.content.toolCalls.isEmpty }
      && window.cost - window.budget.fixedOverhead + cost > window.budget.available
  }

  private static func reads(_ read: Int, _ window: ContextWindow, _ test: WindowCase) -> Bool {
    guard test.strategy == .recent, let first = firstKept(window, test.path), first > 0 else {
      return true
    }
    let keptCount = test.path.exchanges[first...].map(\.count).reduce(0, +)
    var room = window.budget.available - (window.cost - window.budget.fixedOverhead)
    var expected = keptCount
    for message in test.path.rest.dropLast(keptCount).reversed() {
      expected += 1
      if !window.ids.contains(message.id) { room -= test.shortCost(of: message) }
      if room < 0 { break }
    }
    return read == expected
  }
}
