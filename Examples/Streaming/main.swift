#if Networking
  import ChatCompletions
  import ChatHTTP
  import Glibc

  let key = getenv("OPENAI_API_KEY").map { String(cString: $0) }
  let client = ChatClient(
    endpoint: Endpoint(baseURL: CommandLine.arguments[1], key: key),
    transport: HTTPTransport())
  let request = ChatCompletionRequest(
    model: CommandLine.arguments[2],
    messages: [ChatMessage(role: "user", content: .text(CommandLine.arguments[3]))])

  for try await event in try await client.reply(to: request.encoded(), stream: true) {
    switch event {
    case .deltas(let deltas):
      for case .text(let piece) in deltas { print(piece, terminator: "") }
      fflush(nil)
    case .end(let reply):
      print()
      if case .truncated(let reason) = reply.completion { print("Not whole: \(reason)") }
    }
  }
#endif
