import ArgumentParser
import ChatStore
import Testing

@testable import convo

@Suite struct SearchArgumentsTests {
  @Test(
    "What was quoted for the shell is a phrase among several arguments, and a query by itself",
    arguments: [
      (["in place"], "in place"), (["in place", "swift"], "\"in place\" swift"),
      (["a", "-in place"], "a -\"in place\""), (["a", "tag:two words"], "a tag:\"two words\""),
      (["Error: no table", "b"], "\"Error: no table\" b"),
      (["a", "-tag:two words"], "a -tag:\"two words\""), (["a", "\"b c\" d"], "a \"b c\" d"),
      (["a", "“b c”"], "a “b c”"), (["数据", "-库"], "数据 -库"), ([], ""),
    ])
  func joining(arguments: [String], query: String) throws {
    #expect(try SearchArguments(arguments).query == SearchQuery(query))
  }

  @Test(
    "A word with a minus is no option, wherever it stands",
    arguments: [
      (["a", "-b"], ["--", "a", "-b"]), (["-b", "--json", "a"], ["--json", "--", "-b", "a"]),
      (["-n", "3", "-no"], ["-n", "3", "--", "-no"]), (["-n3", "a"], ["-n3", "--", "a"]),
      (["--in", "-x", "a"], ["--in", "-x", "--", "a"]),
      (["a", "--", "--json"], ["--", "a", "--json"]),
      (["--json"], ["--json"]), (["-h"], ["-h"]), (["--in"], ["--in"]), ([], []),
    ])
  func prepared(arguments: [String], expected: [String]) {
    #expect(Search.prepared(arguments) == expected)
  }

  @Test("Every option with a value is known to take it")
  func options() throws {
    for command in [Search.self, List.self] as [any QueryCommand.Type] {
      let help = command.helpMessage(columns: 500)
      for match in help.matches(of: #/(?m)^  (?:(-\w), )?(--[a-z-]+) </#) {
        #expect(command.optionsWithValues.contains(String(match.2)), "\(match.2)")
        if let short = match.1 { #expect(command.optionsWithValues.contains(String(short))) }
      }
      for name in command.optionsWithValues { #expect(help.contains(name), "\(name)") }
    }
  }
}
