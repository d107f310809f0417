#if Networking
  import ChatCompletions

  /// An answer put into the wire format that the first endpoint documents.
  ///
  /// As there, every chunk of a stream has an id of its own, none names the role, and the last
  /// piece of text carries the finish reason.
  struct DemoCompletion: Sendable {
    let request: DemoRequest
    let answer: DemoAnswer
    /// Seconds since 1970, for `created`.
    let created: Int

    /// The whole reply in one object.
    var whole: JSONValue {
      var message: JSONObject = ["role": "assistant"]
      if let reasoning = answer.reasoning { message["reasoning_content"] = .string(reasoning) }
      message["content"] = answer.call == nil ? .string(answer.text) : .null
      if let call = answer.call {
        message["tool_calls"] = [Self.call(call.name, id: callID, arguments: call.arguments)]
      }
      return [
        "id": .string(identifier(0)), "object": "chat.completion", "created": JSONValue(created),
        "model": .string(request.model),
        "choices": [
          [
            "index": 0, "message": .object(message), "finish_reason": .string(answer.finishReason),
          ]
        ], "usage": usage,
      ]
    }

    /// The reply as server-sent events, `[DONE]` included.
    var events: [[UInt8]] {
      var deltas: [JSONObject] = DemoPieces.split(answer.reasoning ?? "").map {
        ["reasoning_content": .string($0)]
      }
      if let call = answer.call {
        deltas.append(["tool_calls": [Self.call(call.name, id: callID, arguments: "", index: 0)]])
        deltas += DemoPieces.split(call.arguments).map {
          ["tool_calls": [["index": 0, "function": ["arguments": .string($0)]]]]
        }
      } else {
        deltas += DemoPieces.split(answer.text).map { ["content": .string($0)] }
      }
      var payloads = deltas.enumerated().map { position, delta in
        var choice: JSONObject = ["index": 0, "delta": .object(delta)]
        if position == deltas.count - 1 { choice["finish_reason"] = .string(answer.finishReason) }
        return chunk(position, choices: [.object(choice)]).serialized
      }
      if request.includesUsage {
        var last = chunk(deltas.count, choices: []).objectValue ?? JSONObject()
        last["usage"] = usage
        payloads.append(JSONValue.object(last).serialized)
      }
      payloads.append("[DONE]")
      return payloads.map { Array("data: \($0)\n\n".utf8) }
    }

    private func chunk(_ position: Int, choices: [JSONValue]) -> JSONValue {
      [
        "id": .string(identifier(position)), "object": "chat.completion.chunk",
        "created": JSONValue(created), "model": .string(request.model), "choices": .array(choices),
      ]
    }

    private var usage: JSONValue {
      [
        "prompt_tokens": JSONValue(request.promptTokens),
        "completion_tokens": JSONValue(answer.tokens),
        "total_tokens": JSONValue(request.promptTokens + answer.tokens),
      ]
    }

    private static func call(
      _ name: String, id: String, arguments: String, index: Int? = nil
    ) -> JSONValue {
      var call = JSONObject()
      if let index { call["index"] = JSONValue(index) }
      call["id"] = .string(id)
      call["type"] = "function"
      call["function"] = ["name": .string(name), "arguments": .string(arguments)]
      return .object(call)
    }

    private var callID: String { "chatcmpl-tool-\(hexadecimal(salt: UInt64.max))" }

    private func identifier(_ position: Int) -> String {
      "chatcmpl-\(hexadecimal(salt: UInt64(truncatingIfNeeded: position)))"
    }

    /// Digits that depend on the messages alone, so that the same question gets the same ids.
    private func hexadecimal(salt: UInt64) -> String {
      // FNV-1a (draft-eastlake-fnv); Swift's own hashing differs from run to run.
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (salt &* 0x9E37_79B9_7F4A_7C15)
      for message in request.messages {
        for byte in message.role.utf8 + [0] + message.text.utf8 + [0] {
          hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
      }
      let digits = String(hash, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
#endif
