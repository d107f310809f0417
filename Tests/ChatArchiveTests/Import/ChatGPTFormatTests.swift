import ChatArchive
import ChatCompletions
import ChatStore
import Foundation
import Testing

private typealias Sample = ChatGPTSample

struct ChatGPTFormatTests {
  @Test("Branches, times and models of a conversation survive")
  func tree() throws {
    try ImportScene.run { scene in
      let nodes = [
        Sample.root, Sample.said("u", "user", "Hi", parent: "root"),
        Sample.said("a1", "assistant", "One", parent: "u", metadata: #"{"model_slug": "gpt-4"}"#),
        Sample.said(
          "a2", "assistant", "Two", parent: "u", time: "1700000100",
          metadata: #"{"model_slug": "gpt-4o"}"#),
      ]
      let summary = try scene.importing(
        text: "[\(Sample.conversation(nodes, current: "a1"))]", as: "conversations.json")
      #expect(summary.new == 1 && summary.messages == 3 && summary.problemCount == 0)
      #expect(try scene.path() == ["user: Hi", "assistant: One"])
      let conversation = try #require(try scene.store.conversations(limit: 1).first)
      #expect(conversation.title == "A title")
      #expect(conversation.createdAt.milliseconds == 1_700_000_000_500)
      #expect(conversation.updatedAt.milliseconds == 1_700_009_999_250)
      let turns = try scene.store.turns(of: conversation)
      #expect(turns.map(\.model) == ["gpt-4", "gpt-4o"])
      #expect(turns.last?.sentAt.milliseconds == 1_700_000_100_000)
    }
  }

  @Test(
    "The tree is built from parents where children are missing, and from children where parents are"
  )
  func links() throws {
    let whole = [
      Sample.said("u", "user", "Hi", parent: nil, children: ["a"]),
      Sample.said("a", "assistant", "Ho", parent: "u"),
    ]
    let upward = [
      Sample.said("u", "user", "Hi", parent: nil), Sample.said("a", "assistant", "Ho", parent: "u"),
    ]
    let downward = [
      Sample.said("a", "assistant", "Ho", parent: nil),
      Sample.said("u", "user", "Hi", parent: nil, children: ["a", "nobody"]),
    ]
    for nodes in [whole, upward, downward] {
      try ImportScene.run { scene in
        try scene.importing(text: "[\(Sample.conversation(nodes, current: "a"))]")
        #expect(try scene.path() == ["user: Hi", "assistant: Ho"])
      }
    }
  }

  @Test("A title may be null, and nodes in which nothing is said are left out")
  func nothing() throws {
    try ImportScene.run { scene in
      let hidden = #", "weight": 0"#
      let nodes = [
        Sample.root,
        Sample.said("s", "system", "", parent: "root", time: "null", more: hidden),
        Sample.said("u", "user", "Hi", parent: "s"),
        Sample.said("s2", "system", "", parent: "u", time: "null"),
        Sample.said("a", "assistant", "Ho", parent: "s2"),
      ]
      let empty = Sample.conversation([Sample.root], id: "c2")
      let summary = try scene.importing(
        text: "[\(Sample.conversation(nodes, title: "null", current: "a")), \(empty)]")
      #expect(summary.new == 1 && summary.empty == 1)
      #expect(try scene.path() == ["user: Hi", "assistant: Ho"])
      #expect(try scene.store.conversations(limit: 1).first?.title == "")
    }
  }

  @Test("What the model thought becomes the reasoning of what it said next")
  func thoughts() throws {
    try ImportScene.run { scene in
      let thoughts = """
        {"content_type": "thoughts", "thoughts": [{"summary": "Looking", "content": "It is 4."},
          {"summary": "", "content": "Sure."}], "source_analysis_msg_id": "x"}
        """
      let recap = #"{"content_type": "reasoning_recap", "content": "Thought for 3 seconds"}"#
      let nodes = [
        Sample.said("u", "user", "2+2?", parent: nil),
        Sample.said("t", "assistant", "", parent: "u", content: thoughts),
        Sample.said("r", "assistant", "", parent: "t", content: recap),
        Sample.said("a", "assistant", "4", parent: "r", metadata: #"{"model_slug": "o3"}"#),
        Sample.said("u2", "user", "3+3?", parent: "a"),
        Sample.said("t2", "assistant", "", parent: "u2", content: thoughts),
      ]
      try scene.importing(text: "[\(Sample.conversation(nodes, current: "t2"))]")
      #expect(
        try scene.path() == ["user: 2+2?", "assistant: 4", "user: 3+3?", "assistant: "])
      let conversation = try #require(try scene.store.conversations(limit: 1).first)
      let head = try #require(try scene.store.head(of: scene.store.activeBranch(of: conversation)))
      let path = try scene.store.path(to: head)
      #expect(path[1].content.reasoning == "Looking\n\nIt is 4.\n\nSure.")
      #expect(path[1].content.extras?.contains("Thought for 3 seconds") == true)
      #expect(path[3].content.reasoning == path[1].content.reasoning)
    }
  }

  @Test("A message to a tool becomes a call, and what the tool wrote its result")
  func tools() throws {
    try ImportScene.run { scene in
      let code = #"{"content_type": "code", "language": "python", "text": "print(1)"}"#
      let output = #"{"content_type": "execution_output", "text": "1"}"#
      let nodes = [
        Sample.said("u", "user", "Run it", parent: nil),
        Sample.said("c", "assistant", "", parent: "u", content: code, recipient: "python"),
        Sample.said("o", "tool", "", parent: "c", content: output),
        Sample.said("a", "assistant", "It says 1.", parent: "o"),
      ]
      try scene.importing(text: "[\(Sample.conversation(nodes, current: "a"))]")
      let conversation = try #require(try scene.store.conversations(limit: 1).first)
      let head = try #require(try scene.store.head(of: scene.store.activeBranch(of: conversation)))
      let path = try scene.store.path(to: head)
      let call = try #require(path[1].content.toolCalls.first)
      #expect(call.name == "python" && call.arguments == "print(1)")
      #expect(path[2].role == .tool && path[2].text == "1")
      #expect(path[2].content.toolCallID == call.callID)
      #expect(path[1].content.extras?.contains(#""language":"python""#) == true)
    }
  }

  @Test("Images of the archive come with their messages; what is missing there is said")
  func images() throws {
    try ImportScene.run { scene in
      let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
      _ = try scene.write(png, as: "file-abc-picture.png")
      let parts = """
        {"content_type": "multimodal_text", "parts": [
          {"content_type": "image_asset_pointer", "asset_pointer": "file-service://file-abc", "width": 3},
          {"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_gone"}, "What is it?"]}
        """
      let nodes = [Sample.said("u", "user", "", parent: nil, content: parts)]
      _ = try scene.write(
        "[\(Sample.conversation(nodes, current: "u"))]", as: "conversations.json")
      try scene.importing(scene.folder)
      #expect(try scene.path() == ["user: [image file_gone, not in the export]\nWhat is it?"])
      let conversation = try #require(try scene.store.conversations(limit: 1).first)
      let message = try #require(
        try scene.store.head(of: scene.store.activeBranch(of: conversation)))
      let attachment = try #require(try scene.store.attachments(of: message.content).first)
      #expect(attachment.bytes == png)
      #expect(attachment.reference.name == "file-abc-picture.png")
      #expect(attachment.reference.mediaType == "image/png")
      #expect(message.content.extras?.contains("file_gone") == true)
    }
  }

  @Test(
    "A file that is imported by itself takes nothing from beside it, and a folder nothing from outside"
  )
  func theft() throws {
    try ImportScene.run { scene in
      let secret = try scene.write("secret", as: "private/id_rsa")
      _ = try scene.write("secret", as: "export/notes-private.env")
      try FileManager.default.createSymbolicLink(
        atPath: "\(scene.folder)/export/linked", withDestinationPath: "\(scene.folder)/private")
      try FileManager.default.createSymbolicLink(
        atPath: "\(scene.folder)/export/key", withDestinationPath: secret)
      let parts = ["id_rsa", "key", "note", "../private/id_rsa"].map {
        #"{"content_type": "image_asset_pointer", "asset_pointer": "file-service://\#($0)"}"#
      }
      let content =
        #"{"content_type": "multimodal_text", "parts": [\#(parts.joined(separator: ","))]}"#
      let text =
        "[\(Sample.conversation([Sample.said("u", "user", "", parent: nil, content: content)]))]"
      let file = try scene.write(text, as: "export/conversations.json")
      for path in [file, "\(scene.folder)/export"] {
        try scene.importing(path)
        let said = try scene.path().joined()
        #expect(said.matches(of: /not in the export/).count == 4)
      }
    }
  }

  @Test("Nodes that stand above themselves cost their conversation, and no other")
  func cycles() throws {
    try ImportScene.run { scene in
      let circle = [
        Sample.said("u", "user", "Hi", parent: "a"),
        Sample.said("a", "assistant", "Ho", parent: "u"),
      ]
      let fine = [Sample.said("u", "user", "Hello", parent: "gone")]
      let summary = try scene.importing(
        text: "[\(Sample.conversation(circle)), \(Sample.conversation(fine, id: "c2"))]")
      #expect(summary.new == 1 && summary.problemCount == 1)
      let problem = try #require(summary.problems.first)
      #expect(problem.position == 1 && problem.reason.contains("circle"))
      #expect(try scene.path() == ["user: Hello"])
    }
  }

  @Test(
    "What is said of a message beside its words may change, and other words stand beside the first")
  func versions() throws {
    try ImportScene.run { scene in
      let head = Sample.said("u", "user", "Hi", parent: nil)
      func answer(_ text: String, metadata: String) -> String {
        Sample.said("a", "assistant", text, parent: "u", metadata: metadata)
      }
      let first = [head, answer("Half", metadata: #"{"citations": [1]}"#)]
      try scene.importing(text: "[\(Sample.conversation(first, current: "a"))]")
      let second = [head, answer("Half", metadata: #"{"citations": [1, 2]}"#)]
      let again = try scene.importing(text: "[\(Sample.conversation(second, current: "a"))]")
      #expect(again.known == 1 && again.problemCount == 0)
      let third = [
        head, answer("Half and half", metadata: "{}"),
        Sample.said("u2", "user", "Thanks", parent: "a"),
      ]
      for round in 0..<2 {
        let more = try scene.importing(text: "[\(Sample.conversation(third, current: "u2"))]")
        #expect(more.messages == (round == 0 ? 2 : 0) && more.problemCount == 0)
      }
      for words in ["A third", "A fourth"] {
        let nodes = [head, answer(words, metadata: "{}")]
        let more = try scene.importing(text: "[\(Sample.conversation(nodes, current: "a"))]")
        #expect(more.messages == 1 && more.problemCount == 0)
      }
      let conversation = try #require(try scene.store.conversations(limit: 1).first)
      #expect(
        try scene.store.outline(of: conversation).map(\.beginning).sorted() == [
          "A fourth", "A third", "Half", "Half and half", "Hi", "Thanks",
        ])
      let ends = try scene.store.branches(of: conversation).compactMap { branch in
        try scene.store.head(of: branch).map { try scene.store.path(to: $0).map(\.text) }
      }
      #expect(ends.contains(["Hi", "Half and half", "Thanks"]))
    }
  }

  @Test("Importing again adds nothing, and what was added since comes")
  func again() throws {
    try ImportScene.run { scene in
      var nodes = [Sample.said("u", "user", "Hi", parent: nil)]
      try scene.importing(text: "[\(Sample.conversation(nodes, current: "u"))]")
      let again = try scene.importing(text: "[\(Sample.conversation(nodes, current: "u"))]")
      #expect(again.known == 1 && again.messages == 0 && again.new == 0)
      nodes.append(Sample.said("a", "assistant", "Ho", parent: "u"))
      let more = try scene.importing(text: "[\(Sample.conversation(nodes, current: "a"))]")
      #expect(more.extended == 1 && more.messages == 1)
      #expect(try scene.path() == ["user: Hi", "assistant: Ho"])
    }
  }
}
