import ChatArchive
import ChatCompletions
import ChatStore
import ChatTestSupport
import Testing

@Suite struct ShareGPTRecordTests {
  private func line(
    _ contents: [MessageContent]
  ) throws -> (JSONValue?, ShareGPTRecord.Counts) {
    try withStore { store in
      let head = try #require(try store.conversation(contents).messages.last)
      var record = ShareGPTRecord(store: store)
      let line = try record.line(pathTo: head)
      return (try line.map { try JSONValue(parsing: $0) }, record.counts)
    }
  }

  private func turn(_ from: String, _ value: String) -> JSONValue {
    ["from": .string(from), "value": .string(value)]
  }

  @Test(
    "People and tools stand at odd places, the model at even ones, and it ends", arguments: 0..<30)
  func places(seed: UInt64) throws {
    try withStore { store in
      let conversation = try RandomConversation(seed: seed, messages: 60).stored(in: store)
      var record = ShareGPTRecord(store: store)
      let leaves = try store.leaves(of: conversation)
      for leaf in leaves {
        guard let text = try record.line(pathTo: leaf) else { continue }
        let line = try JSONValue(parsing: text)
        #expect(line.objectValue?.members.map(\.key) == ["conversations", "system", "tools"])
        #expect(line["system"]?.stringValue != nil)
        let tools = try #require(line["tools"]?.stringValue)
        if !tools.isEmpty { #expect(try JSONValue(parsing: tools).arrayValue?.isEmpty == false) }
        let turns = try #require(line["conversations"]?.arrayValue)
        #expect(turns.count % 2 == 0 && !turns.isEmpty)
        for (index, turn) in turns.enumerated() {
          let from = try #require(turn["from"]?.stringValue)
          let value = try #require(turn["value"]?.stringValue)
          #expect(
            (index % 2 == 0 ? ["human", "observation"] : ["gpt", "function_call"]).contains(from))
          if from == "observation" { #expect(turns[index - 1]["from"] == "function_call") }
          if from == "function_call" {
            let value = try JSONValue(parsing: value)
            for call in value.arrayValue ?? [value] {
              #expect(call.objectValue?.members.map(\.key) == ["name", "arguments"])
            }
          }
        }
      }
      #expect(record.counts.lines + record.counts.withoutReply == leaves.count)
    }
  }

  @Test("Messages of one side are joined, calls are JSON, and instructions stand apart")
  func layout() throws {
    let (line, counts) = try line([
      .system("s"), .assistant("early"), .user("a"), .user("b"),
      .calling("1", "2", text: "beside"), .result(of: "1", "r"), .result(of: "2", "t"),
      MessageContent(role: .developer, text: "d"), .assistant("c"), .assistant("d"), .user("e"),
    ])
    let call = #"{"name":"look","arguments":{}}"#
    #expect(
      line == [
        "conversations": [
          turn("human", "a\n\nb"), turn("function_call", "[\(call),\(call)]"),
          turn("observation", "r\n\nt"), turn("gpt", "c\n\nd"),
        ],
        "system": "s\n\nd", "tools": "",
      ])
    #expect(counts.losses.unplaced == 2)
  }

  @Test("A conversation in which nobody asked has no line")
  func nobody() throws {
    let (line, counts) = try line([.system("s"), .assistant("a")])
    #expect(line == nil)
    #expect(counts.withoutReply == 1)
  }
}
