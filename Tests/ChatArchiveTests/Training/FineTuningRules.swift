import ChatCompletions

/// What OpenAI documents of a line of a file for fine-tuning.
///
/// The checks of the cookbook's notebook, with the roles and members that the reference has had since tools came,
/// and the order of calls and results that the endpoint asks for.
/// <https://cookbook.openai.com/examples/chat_finetuning_data_prep>
struct FineTuningRules {
  /// What is wrong with a line.
  private(set) var errors: [String] = []

  /// Checks a whole line.
  init(line: JSONValue) {
    check(line, members: ["messages", "tools", "parallel_tool_calls"])
    let messages = line["messages"]?.arrayValue ?? []
    check(messages)
    check(tools: line)
    expect(messages.last?["role"] == "assistant", "the last message is not from the assistant")
    let replies = messages.filter { $0["role"] == "assistant" }
    expect(replies.contains { $0["weight"] != 0 }, "there is nothing to learn")
    check(calls: messages, endsOpen: true)
  }

  /// Checks a line of preferences.
  init(preference line: JSONValue) {
    check(line, members: ["input", "preferred_output", "non_preferred_output"])
    let input = line["input"] ?? .null
    check(input, members: ["messages", "tools", "parallel_tool_calls"])
    let messages = input["messages"]?.arrayValue ?? []
    check(messages)
    check(tools: input)
    check(calls: messages, endsOpen: false)
    for output in ["preferred_output", "non_preferred_output"] {
      let output = line[output]?.arrayValue ?? []
      check(output)
      expect(output.count == 1, "an output is not one message")
      expect(output.allSatisfy { $0["role"] == "assistant" }, "an output is no reply")
    }
    for message in messages { expect(message["content"]?.stringValue != nil, "content is no text") }
  }

  private mutating func expect(_ condition: Bool, _ error: String) {
    if !condition { errors.append(error) }
  }

  private mutating func check(_ value: JSONValue, members: Set<String>) {
    for member in value.objectValue?.members ?? [] {
      expect(members.contains(member.key), "unknown member \(member.key)")
    }
    let keys = (value.objectValue?.members ?? []).map(\.key)
    expect(Set(keys).count == keys.count, "a member stands twice")
  }

  private mutating func check(_ messages: [JSONValue]) {
    expect(!messages.isEmpty, "there are no messages")
    for message in messages {
      switch message["role"]?.stringValue {
      case "system", "user": check(message, members: ["role", "content", "name"])
      case "assistant":
        check(message, members: ["role", "content", "name", "tool_calls", "weight"])
      case "tool": check(message, members: ["role", "content", "tool_call_id"])
      case let role: expect(false, "unknown role \(role ?? "")")
      }
      check(content: message)
      if let name = message["name"] { expect(isName(name.stringValue), "a name that is none") }
      if let weight = message["weight"] { expect(weight == 0 || weight == 1, "a wrong weight") }
      for call in message["tool_calls"]?.arrayValue ?? [] {
        check(call, members: ["id", "type", "function"])
        expect(call["type"] == "function", "a call of another type")
        expect(call["id"]?.stringValue != nil, "a call without an id")
        expect(isName(call["function"]?["name"]?.stringValue), "a function without a name")
        expect(call["function"]?["arguments"]?.stringValue != nil, "arguments that are no string")
      }
      if let calls = message["tool_calls"] {
        expect(calls.arrayValue?.isEmpty == false, "no calls")
      }
    }
  }

  private func isName(_ name: String?) -> Bool {
    guard let name else { return false }
    return (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-".utf8.contains(byte)
      }
  }

  private mutating func check(content message: JSONValue) {
    switch message["content"] {
    case .string(let text)?:
      let mayBeEmpty = message["role"] == "tool" || message["tool_calls"] != nil
      expect(mayBeEmpty || !text.isEmpty, "a message that says nothing")
    case .array(let parts)?:
      expect(message["role"] == "user", "parts in a message that is not the user's")
      expect(!parts.isEmpty, "no parts")
      for part in parts {
        switch part["type"]?.stringValue {
        case "text": expect(part["text"]?.stringValue?.isEmpty == false, "a text without text")
        case "image_url": expect(part["image_url"]?["url"]?.stringValue != nil, "no picture")
        case let type: expect(false, "a part of type \(type ?? "")")
        }
      }
    default: expect(false, "no content")
    }
  }

  private mutating func check(tools line: JSONValue) {
    if let tools = line["tools"] {
      expect(tools.arrayValue?.isEmpty == false, "no tools")
      for tool in tools.arrayValue ?? [] {
        expect(tool["type"] == "function", "a tool that is no function")
        expect(isName(tool["function"]?["name"]?.stringValue), "a tool without a name")
      }
    }
    if let parallel = line["parallel_tool_calls"] {
      expect(parallel.boolValue != nil && line["tools"] != nil, "parallel calls of nothing")
    }
  }

  /// Every call has its result behind it before anybody else speaks, and every result its call before it.
  private mutating func check(calls messages: [JSONValue], endsOpen: Bool) {
    var open: [String] = []
    for (index, message) in messages.enumerated() {
      if message["role"] == "tool" {
        let id = message["tool_call_id"]?.stringValue ?? "?"
        expect(open.contains(id), "a result without a call")
        open.removeAll { $0 == id }
        continue
      }
      expect(open.isEmpty, "a call without a result")
      open = (message["tool_calls"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
      expect(Set(open).count == open.count, "two calls with one id")
      if endsOpen, index == messages.count - 1 { open = [] }
    }
    expect(open.isEmpty, "a call without a result")
  }
}
