import ChatArchive
import ChatCompletions
import ChatStore
import Testing

struct ShareGPTFormatTests {
  private func read(_ json: String) throws -> ImportedConversation {
    let read = try ShareGPTFormat().read(json)
    let conversation = try #require(read)
    try expectTaken(conversation)
    return conversation
  }

  @Test("Whoever speaks keeps their name, and values stay as they are")
  func plain() throws {
    let conversation = try read(ShareGPTSamples.plain)
    #expect(
      conversation.outline == [
        "0 user: <div>Who\n are you?</div>", "1 assistant: Vicuna.", "2 assistant: Bing.",
        "3 user: ",
      ])
    #expect(conversation.messages[1].kept == ["sharegpt": ["weight": 1]])
    #expect(conversation.messages[2].kept == ["sharegpt": ["from": "bing"]])
    #expect(conversation.conversation.title == "<div>Who")
  }

  @Test("Calls and observations are calls and their results, as far as they can be read")
  func tools() throws {
    let conversation = try read(ShareGPTSamples.tools)
    #expect(
      conversation.outline == [
        "0 system: Use tools.", "1 user: 1+2 and 3+4?",
        #"2 assistant:  → add({"a":1}) → add(x)"#, "3 tool: 3", "4 tool: 7",
        "5 assistant: 3 and 7", "6 user: late", "7 assistant: not JSON",
      ])
    #expect(conversation.messages[3].content.toolCallID == "call_1_0")
    #expect(conversation.messages[4].content.toolCallID == "call_1_1")
    #expect(conversation.messages[0].kept?["sharegpt"]?["tools"] != nil)
  }

  @Test("Of two replies the chosen one is marked and active")
  func pair() throws {
    let conversation = try read(ShareGPTSamples.pair)
    #expect(conversation.outline == ["0 user: Best?", "1 assistant: This", "1 assistant: That"])
    #expect(conversation.messages.map { $0.preferredAt != nil } == [false, true, false])
    #expect(conversation.path() == ["Best?", "This"])
  }

  @Test("Roles in place of speakers are read, and a model makes turns")
  func roles() throws {
    let conversation = try read(ShareGPTSamples.roles)
    #expect(conversation.outline == ["0 user: Hi", "1 assistant: Hello"])
    #expect(conversation.turns.map(\.model) == ["vicuna-13b"])
    #expect(conversation.messages[0].kept == ["sharegpt": ["language": "English"]])
  }

  @Test("Conversations of FastChat's sample are known by their ids and their content")
  func fastChat() throws {
    let values = try #require(
      JSONValue(parsing: fixture("sharegpt-fastchat-dummy_conversation.json")).arrayValue)
    let read = try values.map { try self.read($0.serialized) }
    #expect(read.map(\.messages.count) == [4, 2, 6])
    #expect(Set(read.map(\.conversation.id)).count == 3)
    #expect(read[0].conversation.source?.identity.hasPrefix("identity_0#") == true)
    let other = try self.read(values[0].serialized.replacing("Vicuna", with: "Alpaca"))
    #expect(other.conversation.id != read[0].conversation.id)
  }
}
