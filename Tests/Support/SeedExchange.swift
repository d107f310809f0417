/// The documented exchanges of the first endpoint this program was made for, byte for byte.
public struct SeedExchange: Sendable, CustomStringConvertible {
  /// What it shows.
  public let name: String
  /// The request's body.
  public let request: String
  /// The answer's body.
  public let response: String

  /// The name.
  public var description: String { name }

  /// An exchange, or all of them.
  public static let all = [plain, streamed, toolCall]

  /// An exchange, or all of them.
  public static let plain = SeedExchange(
    name: "plain",
    request: #"""
      {
      	"messages": [{
      		"role": "system",
      		"content": "你是华东师范大学大模型ChatECNU"
      	}, {
      		"role": "user",
      		"content": "你好呀"
      	}],
      	"stream": false,
      	"model": "ecnu-plus"
      }
      """#,
    response: #"""
      {
        "id": "chatcmpl-4fa713672569459d93bf3790b7a53179",
        "object": "chat.completion",
        "created": 1720671014,
        "choices": [
          {
            "index": 0,
            "message": {
              "role": "assistant",
              "content": "你好!有什么我可以帮助你的吗?"
            },
            "finish_reason": "stop"
          }
        ],
        "usage": {
          "prompt_tokens": 9,
          "completion_tokens": 8,
          "total_tokens": 17
        }
      }
      """#)

  /// An exchange, or all of them.
  public static let streamed = SeedExchange(
    name: "streamed",
    request: #"""
      {
      	"messages": [{
      		"role": "system",
      		"content": "你是华东师范大学大模型ChatECNU"
      	}, {
      		"role": "user",
      		"content": "你好呀"
      	}],
      	"stream": true,
      	"model": "ecnu-plus"
      }
      """#,
    response: #"""
      data: {"id":"chatcmpl-137a302ac8c642d2bb6046fc0ae77b41","object":"chat.completion.chunk","created":1720671137,"model":"SparkDesk","choices":[{"index":0,"delta":{"content":"你好"}}]}

      data: {"id":"chatcmpl-66c9b32131b04ebaa26ba29bc8938308","object":"chat.completion.chunk","created":1720671138,"model":"SparkDesk","choices":[{"index":0,"delta":{"content":"!很高兴"}}]}

      data: {"id":"chatcmpl-98eabd5391fb4286bf160eedd460c2e1","object":"chat.completion.chunk","created":1720671138,"model":"SparkDesk","choices":[{"index":0,"delta":{"content":"为你提供帮助"}}]}

      data: {"id":"chatcmpl-7add6aadb1644f269e550fc2df19b277","object":"chat.completion.chunk","created":1720671138,"model":"SparkDesk","choices":[{"index":0,"delta":{"content":"。"}}]}

      data: {"id":"chatcmpl-86399dd5e06e4c3ab590b5684f5bdf9e","object":"chat.completion.chunk","created":1720671140,"model":"SparkDesk","choices":[{"index":0,"delta":{"content":"如果你有任何问题或者需要了解的信息,请随时告诉我。"},"finish_reason":"stop"}]}

      data: [DONE]


      """#)

  /// An exchange, or all of them.
  public static let toolCall = SeedExchange(
    name: "tool call",
    request: #"""
      {
      	"messages": [ {
      		"role": "user",
      		"content": "上海今天天气如何?"
      	}],
      	"tools":[
          {
              "type": "function",
              "function": {
                  "name": "get_current_weather",
                  "description": "当你想查询指定城市的天气时非常有用。",
                  "parameters": { 
                      "type": "object",
                      "properties": {
                          "location": {
                              "type": "string",
                              "description": "城市或县区,比如北京市、杭州市、余杭区等。"
                          }
                      }
                  },
                  "required": [
                      "location"
                  ]
              }
          }	
      	],
      	"stream": false,
      	"model": "ecnu-plus"
      }
      """#,
    response: #"""
      {
        "id": "chat-ca7f7b7aed434322a11e0350fc89802d",
        "object": "chat.completion",
        "created": 1732677065,
        "model": "qwen25",
        "choices": [
          {
            "index": 0,
            "message": {
              "role": "assistant",
              "content": null,
              "tool_calls": [
                {
                  "id": "chatcmpl-tool-4b247cc8f6db4565a574a3e1b30261f7",
                  "type": "function",
                  "function": {
                    "name": "get_current_weather",
                    "arguments": "{\"location\": \"\\u4e0a\\u6d77\\u5e02\"}"
                  }
                }
              ]
            },
            "logprobs": null,
            "finish_reason": "tool_calls",
            "stop_reason": null
          }
        ],
        "usage": {
          "prompt_tokens": 186,
          "total_tokens": 207,
          "completion_tokens": 21
        },
        "prompt_logprobs": null
      }
      """#)
}
