import Glibc
import Testing

@testable import convo

@Suite struct ProcessStatTests {
  private static let rest = "S 10 11 12 34816 14 0 0 0 0 0 0 0 0 0 20 0 1 0 987654 0 0"

  @Test(
    "A command's name may hold anything, parentheses and blanks included",
    arguments: ["convo", "a b", "x) S 1 2 3 (y", ""])
  func names(name: String) throws {
    let stat = try #require(ProcessStat("42 (\(name)) \(Self.rest)"))
    #expect(stat.session == 12)
    #expect(stat.terminal == 34816)
    #expect(stat.startTime == 987_654)
  }

  @Test(
    "Text of another form is nothing",
    arguments: ["", "42 convo S 1", "42 (convo) S 1 2 3", "42 (convo) S 1 2 x 4 \(rest)"])
  func otherForms(text: String) {
    #expect(ProcessStat(text) == nil)
  }

  @Test("This process is in the session that the system says")
  func own() throws {
    let stat = try #require(ProcessStat.of())
    #expect(stat.session == Int(getsid(0)))
    #expect(stat.startTime > 0)
    #expect(ProcessStat.of("0") == nil)
  }
}
