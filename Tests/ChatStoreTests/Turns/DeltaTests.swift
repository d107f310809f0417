import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct DeltaTests {
  @Test("A piece is read from its row as it was written")
  func rows() {
    let deltas: [Delta] = [
      .text("a\u{0}b"), .text(""), .reasoning("r", key: "reasoning"), .reasoning("", key: ""),
      .refusal("n"), .callID("id", call: 0), .callName("n", call: 7),
      .callArguments("{", call: .max), .part(#"{"type":"image"}"#, text: ""),
      .part(#"{"type":"text","text":"a","x":1}"#, text: "a"), .callType("custom", call: 1),
      .callExtras("{}", call: 0),
    ]
    for delta in deltas {
      let row = delta.row
      #expect(Delta(field: row.field, item: row.item, value: row.value) == delta)
    }
  }

  @Test(
    "A row that is no piece is none",
    arguments: [
      ("", ""), ("other", "1"), ("call_id", ""), ("call_name", "x"),
      ("call_arguments", "99999999999999999999"),
    ])
  func refused(_ field: String, _ item: String) {
    #expect(Delta(field: field, item: item, value: "v") == nil)
  }

  @Test("Pieces without anything in them are no reply")
  func nothing() {
    #expect(MessageContent(joining: []) == nil)
    #expect(MessageContent(joining: [.text(""), .text("")]) == nil)
    #expect(MessageContent(joining: [.text(""), .refusal("")])?.refusal == "")
  }

  @Test("Pieces with parts give the content in parts")
  func parts() {
    let image = #"{"type":"image"}"#
    let joined = MessageContent(joining: [
      .text("a\"\u{1}"), .text("\n好"), .part(image, text: ""), .part(#"["b"]"#, text: "b"),
      .text("c"),
    ])
    #expect(joined?.text == "a\"\u{1}\n好bc")
    #expect(
      joined?.parts
        == #"[{"type":"text","text":"a\"\u0001\n好"},"# + image
        + #",["b"],{"type":"text","text":"c"}]"#)
    #expect(MessageContent(joining: [.part(image, text: "")])?.parts == "[\(image)]")
  }

  @Test("Pieces give a call its kind and its other members")
  func callDetails() {
    let joined = MessageContent(joining: [
      .callID("c", call: 0), .callExtras(#"{"a":1}"#, call: 0), .callType("custom", call: 0),
      .callExtras(#"{"a":2}"#, call: 0),
    ])
    #expect(
      joined?.toolCalls == [
        ToolCall(callID: "c", type: "custom", name: "", arguments: "", extras: #"{"a":2}"#)
      ])
  }

  @Test("However a text is cut into pieces, joining them gives the same bytes")
  func cuts() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let text = generator.text(ofAtMost: 40)
      var pieces: [Delta] = []
      var rest = Substring(text).unicodeScalars
      while !rest.isEmpty {
        let count = Int.random(in: 1...4, using: &generator)
        pieces.append(.text(String(rest.prefix(count))))
        rest = rest.dropFirst(count)
      }
      let joined = MessageContent(joining: pieces)?.text ?? ""
      #expect(joined.utf8.elementsEqual(text.utf8))
    }
  }
}
