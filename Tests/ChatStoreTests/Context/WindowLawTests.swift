import ChatTestSupport
import Foundation
import Testing

@testable import ChatStore

@Suite("The laws of the window, over random paths, pins, budgets and strategies")
struct WindowLawTests {
  /// A sample in every run; the hundred thousand with CONVO_TEST_LONG.
  private static let number =
    ProcessInfo.processInfo.environment["CONVO_TEST_LONG"] == nil ? 1500 : 100_000

  @Test("A window keeps each of them", arguments: WindowLaw.allCases)
  func law(_ law: WindowLaw) throws {
    var generator = SeededGenerator(seed: 5)
    var built = 0
    for _ in 0..<Self.number {
      let test = WindowCase(&generator)
      if try test.window() != nil { built += 1 }
      guard try Self.breaks(law, test) else { continue }
      Issue.record("\(law.rawValue)\n\(try Self.shrunk(test, breaking: law))")
      return
    }
    #expect(built > Self.number / 3)
  }

  @Test("Every law is broken by a window that is made wrong, so that none is empty")
  func lawsCanFail() throws {
    var generator = SeededGenerator(seed: 6)
    var broken: Set<WindowLaw> = []
    for _ in 0..<150 {
      let test = WindowCase(&generator)
      guard let (window, read) = try test.window() else { continue }
      for other in try Self.wrongWindows(for: test) + Self.damaged(window) {
        for law in WindowLaw.allCases where try !law.holds(for: test, other, read: read + 1) {
          broken.insert(law)
        }
      }
    }
    #expect(Set(WindowLaw.allCases).subtracting(broken) == [])
  }

  /// Windows that other budgets, pins and strategies would have given.
  private static func wrongWindows(for test: WindowCase) throws -> [ContextWindow] {
    var others: [WindowCase] = []
    for strategy in ContextStrategy.allCases {
      var other = test
      (other.strategy, other.previousCut) = (strategy, nil)
      others.append(other)
      other.pins = []
      other.available = test.available * 2
      others.append(other)
      other.available = test.available / 2
      others.append(other)
    }
    return try others.compactMap { try $0.window()?.window }
  }

  /// The window without one of its messages, for each of them.
  private static func damaged(_ window: ContextWindow) -> [ContextWindow] {
    window.ids.indices.map { index in
      func rest<Element>(_ elements: [Element]) -> [Element] {
        Array(elements[..<index] + elements[(index + 1)...])
      }
      return ContextWindow(
        messages: rest(window.messages), attachments: rest(window.attachments),
        ids: rest(window.ids), counts: rest(window.counts), cost: window.cost,
        leftOut: window.leftOut, budget: window.budget, strategy: window.strategy,
        cut: window.cut, summary: window.summary,
        shortened: window.shortened, shortening: nil, shapes: [], depths: rest(window.depths))
    }
  }

  private static func breaks(_ law: WindowLaw, _ test: WindowCase) throws -> Bool {
    guard let (window, read) = try test.window() else { return false }
    return try !law.holds(for: test, window, read: read)
  }

  /// The smallest case that is found by leaving out one thing after the other.
  private static func shrunk(_ test: WindowCase, breaking law: WindowLaw) throws -> WindowCase {
    var test = test
    while let smaller = try test.smaller.first(where: { try breaks(law, $0) }) { test = smaller }
    return test
  }
}
