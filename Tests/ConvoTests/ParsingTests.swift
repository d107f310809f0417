import ArgumentParser
import Testing

@testable import convo

@Suite struct ParsingTests {
  @Test(
    "A command named first, by its name or its alias, is parsed",
    arguments: [["list", "-n", "3"], ["ls", "-n", "3"], ["ls", "--json", "-n3"]])
  func direct(arguments: [String]) throws {
    let list = try #require(try Convo.command(from: arguments) as? List)
    #expect(list.limit == 3)
  }

  @Test("A command below a command is parsed from the root")
  func nested() throws {
    let set = try Convo.command(from: ["config", "set", "model", "m"])
    #expect(set is ConfigSet)
  }

  @Test(
    "A command that there is not is refused, with the one that was probably meant",
    arguments: [
      (["contineu", "hi"], "There is no command \"contineu\"; did you mean continue?"),
      (["help", "serach"], "There is no command \"serach\"; did you mean search?"),
      (["xyzzy"], "There is no command \"xyzzy\"; convo --help prints all of them."),
    ])
  func unknown(arguments: [String], sentence: String) {
    let failure = #expect(throws: Failure.self) { try Convo.command(from: arguments) }
    #expect(failure?.code == 64)
    #expect(failure?.message == sentence)
  }

  @Test(
    "What is wrong is said of the whole command, as the root says it",
    arguments: [
      ["list", "-n", "0"], ["list", "--nothing"], ["show", "too", "much"],
      ["list", "--help"], ["list", "--version"], ["new", "--help-hidden"], ["config", "nothing"],
    ])
  func failure(arguments: [String]) throws {
    func message(_ parse: () throws -> any ParsableCommand) -> String {
      do {
        var command = try parse()
        try command.run()
        return "nothing wrong"
      } catch {
        return Convo.fullMessage(for: error)
      }
    }
    let direct = message { try Convo.command(from: arguments) }
    #expect(direct == message { try Convo.parseAsRoot(arguments) })
    #expect(direct != "nothing wrong")
  }
}
