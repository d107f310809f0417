#if Networking
  import CSQLite
  import ChatTestSupport
  import Testing

  @testable import convo

  @Suite("convo search and convo list")
  struct SearchCommandTests {
    /// Three conversations, the first of which has a branch and a message that no branch leads to.
    private static func told(_ body: (ConvoProgram) async throws -> Void) async throws {
      try await withConvo { convo in
        for steps in [
          ["config", "set", "provider", "demo"],
          ["new", "--no-send", "--title", "Sorting", "sort a list with HTTPServer2"],
          ["continue", "--no-send", "in place 数据库"],
          ["branch", "--no-send", "@~1", "--name", "side", "is it stable"],
          ["edit", "--no-send", "@", "is that stable"],
          ["new", "--no-send", "--title", "第二", "--tag", "工作", "数据 in a list"],
          ["new", "--no-send", "--title", "Third", "nothing of it"],
        ] {
          let result = try await convo.run(steps)
          try #require(result.code == 0, "\(result.errors)")
        }
        try await body(convo)
      }
    }

    /// The lines without ids and times.
    private static func words(_ output: String) -> [String] {
      output.split(separator: "\n").map {
        String($0).replacing(#/\b[0-9a-hjkmnp-tv-z]{7}\b/#, with: "ID")
          .replacing(#/\d{4}-\d\d-\d\d \d\d:\d\d/#, with: "TIME")
          .replacing(#/ {2,}/#, with: " ")
      }
    }

    /// What another program may do.
    private static func dropIndex(of path: String) throws {
      var database: OpaquePointer?
      defer { sqlite3_close(database) }
      #expect(sqlite3_open(path, &database) == SQLITE_OK)
      // Without its tokenizer FTS5 drops no table, but its own tables are anybody's.
      let script = "DROP TABLE search_slot; DELETE FROM search_model"
      #expect(sqlite3_exec(database, script, nil, nil, nil) == SQLITE_OK)
    }

    @Test("Hits stand under their conversations, newest first, with the branch that they are on")
    func grouped() async throws {
      try await Self.told { convo in
        let lists = try await convo.run("search", "list")
        #expect(
          Self.words(lists.output) == [
            "ID 第二", " ID TIME user main", " 数据 in a list",
            "ID Sorting", " ID TIME user side", " sort a list with HTTPServer2",
          ])
        #expect(lists.errors.isEmpty)
        let stable = try await convo.run("search", "stable")
        #expect(
          Self.words(stable.output) == [
            "ID Sorting", " ID TIME user side", " is that stable",
            " ID TIME user (on no branch)", " is it stable",
          ])
        let id = try #require(stable.output.split(separator: "\n").last { $0.contains("(on") })
          .split(separator: " ")[0]
        #expect(try await convo.run("show", String(id)).output.contains("is it stable"))
        #expect(try await convo.run("branch", String(id), "--name", "back").code == 0)
      }
    }

    @Test("-n says how many, and that there are more; --all and --count are about all")
    func limits() async throws {
      try await Self.told { convo in
        let one = try await convo.run("search", "-n", "1", "数据")
        #expect(one.output.split(separator: "\n").count == 3)
        #expect(one.errors == "convo: there are more (-n, --all, --count)\n")
        for most in ["2", "9223372036854775807"] {
          #expect(try await convo.run("search", "-n", most, "数据").errors.isEmpty)
          #expect(try await convo.run("list", "-n", most, "数据").code == 0)
        }
        let all = try await convo.run("search", "--all", "--json", "数据")
        #expect(all.output.split(separator: "\n").count == 2 && all.errors.isEmpty)
        #expect(try await convo.run("search", "--count", "数据").output == "2\n")
        let none = try await convo.run("search", "--count", "absent")
        #expect(none.output == "0\n" && none.errors.isEmpty && none.code == 1)
        let ranked = try await convo.run("search", "--rank", "--json", "数据 OR list")
        #expect(ranked.output.split(separator: "\n").count == 3)
      }
    }

    @Test(
      "What people type just works",
      arguments: [
        (["server"], 1), (["httpserver2"], 1), (["数"], 2), (["数据", "-库"], 1), (["数据 -库"], 1),
        (["-数据", "list"], 1), (["\"in place\""], 1), (["in place", "数据库"], 1), (["sta*"], 2),
        (["role:user", "list"], 2), (["role：user list"], 2), (["tag:工作"], 1), (["in:Sorting"], 4),
        (["after:today", "-in:Sorting"], 2), (["before:today"], 0),
        (["nothing", "OR", "stable"], 3),
        (["has:code"], 0), (["\"role:user\""], 0), (["list", "OR"], 2),
        (["after:today", "OR", "list"], 2), (["(list"], 2), (["a:b"], 0),
      ])
    func typed(arguments: [String], count: Int) async throws {
      try await Self.told { convo in
        let result = try await convo.run(["search", "--count"] + arguments)
        #expect(result.output == "\(count)\n" && result.errors.isEmpty)
        #expect(result.code == (count == 0 ? 1 : 0))
      }
    }

    @Test(
      "What cannot be is said in a sentence, and nothing changes",
      arguments: [
        (["before:soon"], 64, "soon is no date: write 2026-11-23"),
        (["after:2026-02-30"], 64, "2026-02-30 is no date"),
        (["role:admin"], 64, "admin is no role: system, developer, user, assistant and tool are"),
        (["has:wings"], 64, "has:wings is not known"), (["in:absent"], 66, "Nothing is called"),
        (["word", "--in", "absent"], 66, "Nothing is called"),
        (["in:Sorting:side"], 64, "\"Sorting:side\" is a branch"),
        (["list", "--in", "Sorting:side"], 64, "leave out the branch."),
        ([String(repeating: "长", count: 40_000)], 64, "The search is too long"),
        (["absent"], 1, "Nothing was found in what was said; --scope all looks at tools"),
        (["absent", "--scope", "all"], 1, "Nothing was found."), ([], 64, "Say what to look for."),
        ([" "], 64, "Say what to look for."), (["👍"], 1, "There is no word in that"),
        (["a", "-n", "0"], 64, "-n must be at least 1."),
        (["a", "-n", "1", "--all"], 64, "Give -n or --all, not both."),
        (["a", "--scope", "here"], 64, "--scope"), (["a", "--wings"], 64, "--wings"),
      ])
    func refused(arguments: [String], code: Int32, sentence: String) async throws {
      try await Self.told { convo in
        let result = try await convo.run(["search"] + arguments)
        #expect(result.code == code && result.output.isEmpty)
        #expect(result.errors.contains(sentence), "\(result.errors)")
        #expect(try await convo.run("doctor").code == 0)
      }
    }

    @Test("list takes the same queries, with times of the last use, and shows branches and tags")
    func list() async throws {
      try await Self.told { convo in
        let all = Self.words(try await convo.run("list").output)
        #expect(all == ["ID now 1 1 Third", "ID now 1 1 第二", "ID now 4 2 Sorting"])
        let tagged = Self.words(try await convo.run("list", "--tags", "tag:工作").output)
        #expect(tagged == ["ID now 1 1 #工作 第二"])
        #expect(Self.words(try await convo.run("list", "list", "-数据").output) == [all[2]])
        #expect(try await convo.run("list", "before:today").code == 1)
        #expect(Self.words(try await convo.run("list", "after:today").output) == all)
        #expect(try await convo.run("list", "before:soon").code == 64)
        #expect(Self.words(try await convo.run("list", "thir").output) == [all[0]])
        #expect(try await convo.run("list", "👍").code == 1)
        let one = try await convo.run("list", "-n", "1")
        #expect(one.errors == "convo: there are more; -n says how many to list\n")
        let json = try await convo.run("list", "--json", "--tags", "tag:工作").output
        #expect(json.contains(#""branches":1,"tags":["工作"]"#))
      }
    }

    @Test("On a terminal lines fit its width, Chinese included")
    func width() async throws {
      try await Self.told { convo in
        let title = String(repeating: "很长的标题😀", count: 30)
        _ = try await convo.run("rename", "--ref", "Third", title)
        for arguments in [["list"], ["search", "nothing"], ["usage"]] {
          let screen = try await PseudoTerminal.run(convo, arguments)
          for line in screen.split(whereSeparator: \.isNewline) {
            let plain = line.replacing(#/\u{1B}\[\d*m/#, with: "")
            #expect(String(plain).displayWidth <= 80, "\(plain)")
          }
        }
      }
    }

    @Test("A damaged index is said to be damaged, and doctor mends it")
    func damaged() async throws {
      try await Self.told { convo in
        #expect(try await convo.run("search", "list").code == 0)
        try Self.dropIndex(of: convo.store)
        let result = try await convo.run("search", "list")
        #expect(result.code == 65 && result.output.isEmpty)
        #expect(
          result.errors.hasSuffix(
            "is damaged. Nothing that was said is lost: convo doctor --repair makes the index anew.\n"
          ))
        #expect(try await convo.run("doctor").code == 65)
        #expect(try await convo.run("doctor", "--repair").code == 0)
        #expect(try await convo.run("search", "--count", "list").output == "2\n")
      }
    }
  }
#endif
