#if Networking
  import ChatTestSupport
  import Testing

  @testable import ChatStore

  @Suite("A process that runs while a newer convo migrates the store writes no more into it")
  struct NewerSchemaTests {
    @Test("It says what is not stored, and ends with 78", .timeLimit(.minutes(5)))
    func midReply() async throws {
      let migrated = LoopbackLatch()
      let asked = LoopbackLatch()
      let server = try BrokenMachine.halfAReply(then: migrated, asked: asked)
      defer { server.stop() }
      try await BrokenMachine.with(server, store: BrokenMachine.store()) { machine in
        let files = try ProcessFiles(folder: machine.convo.home, input: "")
        let process = try machine.convo.start(BrokenMachine.arguments, files: files)
        await asked.wait()
        let database = Database(path: machine.convo.store, access: .readWrite)
        try database.withWriter(.full) { connection in
          try connection.execute(script: "PRAGMA user_version = 99", name: "test")
        }
        let before = try Self.rows(database)
        migrated.open()
        #expect(await process.end() == 78)
        #expect(files.read("out") == BrokenMachine.reply)
        let errors = files.read("err")
        #expect(errors.contains("was made by a newer convo (schema 99"), "\(errors)")
        #expect(errors.contains("keep what was printed"))
        #expect(try Self.rows(database) == before)

        let next = try await machine.convo.run("list")
        #expect(next.code == 78 && next.output.isEmpty)
        #expect(try Self.rows(database) == before)
      }
    }

    /// What a turn would change.
    private static func rows(_ database: Database) throws -> [String] {
      try database.read { connection in
        try connection.all(
          """
          SELECT 'turn ' || id || status FROM turn
          UNION ALL SELECT 'message ' || id || text FROM message
          UNION ALL SELECT 'delta ' || turn_id || value FROM delta
          UNION ALL SELECT 'branch ' || id || head_id || updated_at FROM branch
          """
        ) { try $0.text(0) }
      }
    }
  }
#endif
