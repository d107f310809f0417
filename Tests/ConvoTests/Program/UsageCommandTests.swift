#if Networking
  import ChatCompletions
  import ChatTestSupport
  import Testing

  @testable import convo

  @Suite("convo usage")
  struct UsageCommandTests {
    /// Two conversations of the demonstration's model, with a price, and a refused request.
    private static func told(_ body: (ConvoProgram) async throws -> Void) async throws {
      try await withConvo { convo in
        try ConfigurationFile.write(
          #"prices = [ { models = ["demo"], currency = "CNY", input = 1000, output = 2000 } ]"#,
          to: convo.home + "/config/convo/prices.toml")
        for steps in [
          ["config", "set", "provider", "demo"], ["new", "--title", "One", "--tag", "a", "hello"],
          ["branch", "@~1", "--name", "side", "again"],
          ["new", "--title", "Two", "--model", "demo-reasoner", "你好"],
        ] { try #require(try await convo.run(steps).code == 0) }
        try await body(convo)
      }
    }

    private static func lines(_ result: ConvoProgram.Result) throws -> [JSONValue] {
      try result.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    }

    @Test(
      "Every grouping has rows and a total of all turns, each of them once",
      arguments: UsageGroupingNames.all)
    func groupings(name: String) async throws {
      try await Self.told { convo in
        let lines = try Self.lines(try await convo.run("usage", "--by", name, "--json"))
        let total = try #require(lines.last)
        #expect(total["type"]?.stringValue == "usage_total" && total["turns"]?.intValue == 3)
        #expect(lines.dropLast().filter { $0[name]?.stringValue != nil }.count >= lines.count - 2)
        let sum = lines.dropLast().compactMap { $0["turns"]?.intValue }.reduce(0, +)
        #expect(sum == 3 || total["rows_overlap"]?.boolValue == true)
        #expect(total["unpriced_turns"]?.intValue == 1)
        let table = try await convo.run("usage", "--by", name)
        #expect(table.output.hasPrefix(name) && table.code == 0)
        #expect((table.errors.isEmpty) == (total["rows_overlap"]?.boolValue == false))
        let csv = try await convo.run("usage", "--by", name, "--csv")
        let rows = csv.output.split(separator: "\n")
        #expect(rows.count == lines.count)
        #expect(Set(rows.map { $0.filter { $0 == "," }.count }).count == 1)
      }
    }

    @Test("Costs are the tokens times the price, and what has none is said to be unpriced")
    func costs() async throws {
      try await Self.told { convo in
        let lines = try Self.lines(try await convo.run("usage", "--by", "model", "--json"))
        let row = try #require(lines.first { $0["model"]?.stringValue == "demo/demo" })
        let prompt = try #require(row["prompt_tokens_reported"]?.intValue)
        let completion = try #require(row["completion_tokens_reported"]?.intValue)
        let cost = try #require(row["costs"]?.arrayValue?.first)
        #expect(cost["currency"]?.stringValue == "CNY")
        let thousandths = prompt + completion * 2
        func padded(_ number: Int) -> String {
          String(repeating: "0", count: 3 - "\(number)".count) + "\(number)"
        }
        #expect(
          cost["amount"]?.stringValue
            == "\(thousandths / 1000).\(padded(thousandths % 1000))000")
        let table = try await convo.run("usage", "--by", "model").output
        #expect(table.contains(" CNY + unpriced") && table.contains(" unpriced"))
      }
    }

    @Test(
      "Dates are those of a search, both ends included",
      arguments: [
        (["--since", "today"], 3), (["--since", "today", "--until", "today"], 3),
        (["--until", "yesterday"], nil), (["--since", "2999"], nil), (["--until", "2999-01"], 3),
        (["--in", "Two"], 1),
      ] as [([String], Int?)])
    func dates(arguments: [String], turns: Int?) async throws {
      try await Self.told { convo in
        let result = try await convo.run(["usage", "--json"] + arguments)
        #expect(try Self.lines(result).last?["turns"]?.intValue == turns)
        #expect(result.code == (turns == nil ? 1 : 0))
      }
    }

    @Test(
      "What cannot be is said in a sentence",
      arguments: [
        (["--since", "soon"], 64, "--since soon: write a date like 2026-11-23"),
        (["--until", "2026-02-30"], 64, "--until 2026-02-30"),
        (["--since", "12h"], 64, "--since 12h"), (["--by", "hour"], 64, "hour"),
        (["--json", "--csv"], 64, "Give --json or --csv, not both."),
        (["--in", "absent"], 66, "absent"), (["--in", "Two:main"], 64, "leave out the branch."),
      ])
    func refused(arguments: [String], code: Int32, sentence: String) async throws {
      try await Self.told { convo in
        let result = try await convo.run(["usage"] + arguments)
        #expect(result.code == code && result.output.isEmpty && result.errors.contains(sentence))
      }
    }

    @Test("A reply that came whole has no first token, and no rate")
    func whole() async throws {
      try await Self.told { convo in
        let result = try await convo.run("continue", "--ref", "One", "--no-stream", "--usage", "x")
        #expect(!result.errors.contains("first token") && !result.errors.contains("tok/s"))
        #expect(result.errors.contains("completion ") && result.code == 0)
      }
    }

    @Test(
      "--usage says in a line what a reply cost, and a wrong price file before anything is stored")
    func line() async throws {
      try await Self.told { convo in
        let result = try await convo.run("continue", "--ref", "One", "--usage", "more")
        let line = try #require(result.errors.split(separator: "\n").last)
        #expect(
          line.wholeMatch(
            of:
              #/convo: prompt \d+, completion \d+, first token .* (m?s)(, \d+ tok\/s)?, [0-9.]+ CNY/#
          ) != nil, "\(line)")
        let retried = try await convo.run("retry", "--usage", "-m", "demo-reasoner")
        #expect(retried.errors.contains(" reasoning)") && retried.errors.hasSuffix(", unpriced\n"))
        try ConfigurationFile.write("prices = 1", to: convo.home + "/config/convo/prices.toml")
        let before = try await convo.run("show", "--json").output
        let refused = try await convo.run("continue", "--usage", "never said")
        #expect(refused.code == 78 && refused.errors.contains("prices.toml:1:1"))
        #expect(try await convo.run("show", "--json").output == before)
        #expect(try await convo.run("usage").code == 78)
      }
    }
  }

  /// The names that `--by` takes.
  enum UsageGroupingNames {
    static let all = ["day", "week", "month", "model", "provider", "conversation", "branch", "tag"]
  }
#endif
