import ChatTestSupport
import Testing

@testable import ChatCompletions

struct EndpointErrorTests {
  @Test(
    "Every known shape of an error gives its words",
    arguments: [
      (#"{"error":{"message":"m","type":"t","param":null,"code":"c"}}"#, "m", "c", "t"),
      (#"{"error":{"message":"m","type":"t","param":"p","code":400}}"#, "m", "400", "t"),
      (#"{"object":"error","message":"m","type":"t","param":null,"code":400}"#, "m", "400", "t"),
      (#"{"detail":"m"}"#, "m", nil, nil),
      (#"{"detail":[{"msg":"m"},{"msg":"n"}]}"#, "m; n", nil, nil),
      (#"{"detail":{"message":"m"}}"#, "m", nil, nil),
      (#"{"message":"m","code":1}"#, "m", "1", nil),
      (#"{"error":"m"}"#, "m", nil, nil), (#"[{"error":{"message":"m","code":5}}]"#, "m", "5", nil),
      (#"{"error":{"type":"t"}}"#, "t", nil, "t"), (#"{"error":{"x":1}}"#, #"{"x":1}"#, nil, nil),
      ("<html><head><TITLE>502 Bad\nGateway</TITLE></head>", "502 Bad\nGateway", nil, nil),
      ("plain words", "plain words", nil, nil), ("", "", nil, nil), ("{}", "{}", nil, nil),
    ] as [(String, String, String?, String?)])
  func shapes(body: String, message: String, code: String?, type: String?) {
    #expect(
      EndpointError(body: Array(body)) == EndpointError(message: message, code: code, type: type))
  }

  @Test("Of a page without a title the words between the tags are taken")
  func stripped() {
    let page = """
      <!DOCTYPE html><title> </title><style>p { color: red }</style><!-- no --><h1>Bad&nbsp;\
      gateway</h1><script>if (a < b) {}</script ><p>a &lt; b &amp;amp; c</p><div
      """
    #expect(EndpointError(body: Array(page)).message.asSentence == "Bad gateway a < b &amp; c")
  }

  @Test("Somebody else's words cannot move the cursor, turn the text or fill the screen")
  func sentence() {
    #expect("a\u{1b}[2Jb\r\n\t c\u{202E}d\u{0}\u{9b}e ".asSentence == "a [2Jb cd e")
    #expect("👨‍👩‍👧 好".asSentence == "👨‍👩‍👧 好")
    let long = String(repeating: "x", count: 5000).asSentence
    #expect(long == String(repeating: "x", count: 500) + "…")
    // A space is not left at the cut, nor is it one character too many.
    let spaced = (String(repeating: "x", count: 499) + " yz").asSentence
    #expect(spaced == String(repeating: "x", count: 499) + "…")
  }

  @Test("Any bytes give some words")
  func fuzz() {
    var generator = SeededGenerator(seed: 2)
    let alphabet = Array("<>/!-stylecripti&;ab \"{}[]:".utf8) + [0xFF, 0xE4]
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...30, using: &generator)).compactMap { _ in
        alphabet.randomElement(using: &generator)
      }
      #expect(EndpointError(body: bytes).message.asSentence.count <= 501)
    }
  }
}
