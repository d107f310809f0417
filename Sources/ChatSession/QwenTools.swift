import ChatCompletions

/// What Qwen's templates, 2.5 and 3, write of tools: at the end of the system message, in texts between which
/// the tokens `<tool_call>` and `</tool_call>` stand twice.
struct QwenTools {
  let tools: [JSONValue]

  /// The texts, without the four special tokens.
  var pieces: [String] {
    [
      """


      # Tools

      You may call one or more functions to assist with the user query.

      You are provided with function signatures within <tools></tools> XML tags:
      <tools>
      \(tools.map(Self.text).joined(separator: "\n"))
      </tools>

      For each function call, return a json object with function name and arguments within \

      """, " XML tags:\n",
      "\n{\"name\": <function-name>, \"arguments\": <args-json-object>}\n",
    ]
  }

  /// Servers hand on these members of a function alone, and write what is missing as empty.
  private static func text(of tool: JSONValue) -> String {
    guard let function = tool["function"]?.objectValue else { return tool.spaced }
    return JSONValue.object(
      JSONObject([
        ("type", "function"),
        (
          "function",
          .object(
            JSONObject([
              ("name", function["name"] ?? ""), ("description", function["description"] ?? ""),
              ("parameters", function["parameters"] ?? .object(JSONObject())),
            ]))
        ),
      ])
    ).spaced
  }
}
