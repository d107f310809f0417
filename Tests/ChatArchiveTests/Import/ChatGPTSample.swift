/// Writes conversations as ChatGPT exports them.
enum ChatGPTSample {
  /// A conversation of nodes.
  static func conversation(
    _ nodes: [String], id: String = "c1", title: String = "\"A title\"", current: String? = nil,
    more: String = ""
  ) -> String {
    """
    {"title": \(title), "create_time": 1700000000.5, "update_time": 1700009999.25,
     "mapping": {\(nodes.joined(separator: ", "))}, "moderation_results": [],
     "current_node": \(current.map { "\"\($0)\"" } ?? "null"), "conversation_id": "\(id)", "id": "\(id)"\(more)}
    """
  }

  /// The root, which says nothing.
  static let root = node("root", message: "null", parent: nil)

  /// A node with a message as it is written.
  static func node(
    _ id: String, message: String, parent: String?, children: [String] = []
  ) -> String {
    """
    "\(id)": {"id": "\(id)", "message": \(message), "parent": \(parent.map { "\"\($0)\"" } ?? "null"),
      "children": [\(children.map { "\"\($0)\"" }.joined(separator: ", "))]}
    """
  }

  /// A node in which somebody says something.
  static func said(
    _ id: String, _ role: String, _ text: String, parent: String?, children: [String] = [],
    time: String = "1700000001.5", content: String? = nil, recipient: String = "all",
    metadata: String = "{}", more: String = ""
  ) -> String {
    let content = content ?? "{\"content_type\": \"text\", \"parts\": [\"\(text)\"]}"
    return node(
      id,
      message: """
        {"id": "\(id)", "author": {"role": "\(role)", "name": null, "metadata": {}},
         "create_time": \(time), "update_time": null, "content": \(content),
         "status": "finished_successfully", "end_turn": true, "weight": 1.0,
         "metadata": \(metadata), "recipient": "\(recipient)", "channel": null\(more)}
        """, parent: parent, children: children)
  }
}
