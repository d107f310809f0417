#if Networking
  import ChatCompletions
  import ChatStore
  import ChatTestSupport
  import Foundation
  import Testing

  /// Every command that prints JSON Lines, run until every key has been printed.
  struct JSONStory {
    let convo: ConvoProgram
    let baseURL: String

    /// What steps call files by.
    private static let files = [
      "NOTE": "/note.txt", "FOREIGN": "/conversations.json", "OTHER": "/other.db",
    ]

    private static let steps = [
      "new|think about it", "new|fail", "continue|fail again", "continue|call a tool",
      "continue|--tool-result|call_1=\(String(repeating: "sunny ", count: 200))",
      "context|--budget|250|--reserve|1|words", "continue|refuse", "continue|draw it|--attach|NOTE",
      "show", "edit|@~1|break off", "show", "edit|@|my own words", "retry",
      "edit|@~1|fail once more", "retry",
      "branch|@~1|--name|draft|think again", "branch|@~1|fail here", "branch|--list",
    ]

    private static let laterSteps = [
      "show", "context|words", "context|--turn|@~1",
      "compact|--keep|1", "show|--summaries", "context|words",
      "context|--strategy|recent|--budget|150|--reserve|1|words", "pin",
      "tree", "tag|swift", "tag|--list", "archive", "list|--archived",
      "archive|--remove", "list", "list|--tags", "search|words", "search|--count|words",
      "branch|--name|Side", "delete|:Side",
      "list|--trash", "delete|@", "list|--trash", "undo", "new|--no-send|--title|Gone|more words",
      "delete|Gone", "list|--trash", "undo",
      "undo|--list", "undo|--redo", "usage", "usage|--by|model",
      "usage|--by|week", "usage|--by|month", "usage|--by|provider", "usage|--by|conversation",
      "usage|--by|branch", "usage|--by|tag", "models", "config|show", "doctor", "import|FOREIGN",
      "merge|OTHER",
      "gc|--yes", "tokens|words",
      "tokens|--tokenizer|qwen|--show|words",
    ]

    /// What is printed: for each type of line its keys, and the commands.
    func sections() async throws -> [String: JSONPage.Section] {
      try configure()
      var sections: [String: JSONPage.Section] = [:]
      for step in Self.steps { try await run(step, &sections) }
      try appendNamed()
      try ChatStore.open(path: convo.store).learn(
        LearnedLimit(tokens: 30_000, includesReply: true, assumed: 32_768), of: "m", at: "lab")
      try writeForeign()
      for step in Self.laterSteps { try await run(step, &sections) }
      try damage()
      try await run("doctor", &sections)
      return sections
    }

    private func run(_ step: String, _ sections: inout [String: JSONPage.Section]) async throws {
      var arguments = step.split(separator: "|").map {
        Self.files[String($0)].map { convo.home + $0 } ?? String($0)
      }
      let two = arguments.prefix(2).joined(separator: " ")
      let name = JSONPage.commands.contains(two) ? two : arguments[0]
      let printsJSON = JSONPage.commands.contains(name)
      if printsJSON { arguments.append("--json") }
      let output = try await convo.run(arguments).output
      guard printsJSON else { return }
      #expect(!output.isEmpty, "\(step)")
      for line in output.split(separator: "\n") {
        let json = try JSONValue(parsing: Array(line.utf8))
        let type = try #require(json["type"]?.stringValue)
        sections[type, default: JSONPage.Section()].commands.insert(name)
        sections[type]?.keys.formUnion(Self.keys(of: json).subtracting(["type"]))
      }
    }

    /// The keys of an object, those of objects in it after a full stop, of arrays after brackets.
    private static func keys(of json: JSONValue, below prefix: String = "") -> Set<String> {
      var keys: Set<String> = []
      for (key, value) in json.objectValue?.pairs ?? [] {
        keys.insert(prefix + key)
        // What is in these, the endpoint says.
        if ["part", "parts", "extras"].contains(key) { continue }
        keys.formUnion(Self.keys(of: value, below: prefix + key + "."))
        for element in value.arrayValue ?? [] {
          keys.formUnion(Self.keys(of: element, below: prefix + key + "[]."))
        }
      }
      return keys
    }

    private func configure() throws {
      let folder = convo.home + "/config/convo"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let text = """
        provider = "lab"
        model = "m"
        system = "Be brief."
        [providers.lab]
        base_url = "\(baseURL)"
        key_env = "LAB_KEY"
        model = "m"
        [providers.lab.models]
        m = { context = 32768, reply = 1024, shorten = 1 }
        [providers.filed]
        base_url = "\(baseURL)"
        key_file = "key"
        """
      try #"prices = [ { models = ["m"], currency = "CNY", input = 1, output = 2 } ]"#.write(
        toFile: folder + "/prices.toml", atomically: true, encoding: .utf8)
      try "words".write(toFile: convo.home + "/note.txt", atomically: true, encoding: .utf8)
      try text.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
    }

    /// Writes what is imported, one conversation of which is broken, and another store.
    private func writeForeign() throws {
      let node = """
        {"id": "n", "message": {"author": {"role": "user"}, "content":
          {"content_type": "text", "parts": ["words"]}}, "parent": null, "children": []}
        """
      try """
      [{"id": "c", "mapping": {"n": \(node)}}, {"id": "d", "mapping": 1}]
      """.write(toFile: convo.home + "/conversations.json", atomically: true, encoding: .utf8)
      _ = try ChatStore.open(path: convo.home + "/other.db").createConversation(title: "Other")
    }

    /// Adds a message of a participant with a name, which no command makes.
    private func appendNamed() throws {
      let store = try ChatStore.open(path: convo.store)
      for conversation in try store.conversations(limit: 2) {
        _ = try store.append(
          MessageContent(role: .user, text: "words", name: "Ann"),
          to: store.activeBranch(of: conversation))
      }
    }

    /// Changes a message behind the store's back.
    private func damage() throws {
      let file = URL(filePath: convo.store)
      var data = try Data(contentsOf: file)
      let old = Data("think about it".utf8)
      while let range = data.range(of: old) {
        data.replaceSubrange(range, with: Data("think about IT".utf8))
      }
      try data.write(to: file)
    }

    // MARK: The endpoint

    /// Answers as the last message asks for.
    static func answer(_ connection: LoopbackConnection) {
      while let request = connection.readRequest() {
        let messages = (try? JSONValue(parsing: request.body))?["messages"]?.arrayValue
        let prompt = messages?.last?["content"]?.stringValue ?? ""
        if request.path.hasSuffix("/models") {
          connection.write(.json(#"{"data":[{"id":"m"}]}"#))
        } else if prompt.contains("fail") {
          connection.write(.json(#"{"error":{"message":"no"}}"#, status: 400))
        } else {
          connection.writeEvents(events(for: prompt))
        }
      }
    }

    private static func events(for prompt: String) -> [String] {
      func chunk(_ delta: String, _ rest: String = "") -> String {
        #"{"model":"m","choices":[{"index":0,"delta":{\#(delta)}\#(rest)}]}"#
      }
      if prompt.contains("break") { return [chunk(#""content":"half""#)] }
      var events = [chunk(#""reasoning_content":"hm""#), chunk(#""content":"yes""#)]
      if prompt.contains("refuse") { events = [chunk(#""refusal":"no""#)] }
      if prompt.contains("call") {
        let call = #"{"index":0,"id":"call_1","type":"function","function":"#
        let function = #"{"name":"weather","arguments":"{}"},"signature":"s"}"#
        events = [chunk(#""tool_calls":[\#(call)\#(function)]"#)]
      }
      if prompt.contains("draw it") {
        let image = #"{"type":"image_url","image_url":{"url":"data:,"}}"#
        events = [chunk(#""content":[{"type":"text","text":"see"},\#(image)]"#)]
      }
      let usage =
        #""usage":{"prompt_tokens":9,"completion_tokens":8,"#
        + #""prompt_tokens_details":{"cached_tokens":4},"#
        + #""completion_tokens_details":{"reasoning_tokens":2}}"#
      return events + [
        chunk("", #","finish_reason":"stop""#), #"{"choices":[],\#(usage)}"#, "[DONE]",
      ]
    }
  }
#endif
