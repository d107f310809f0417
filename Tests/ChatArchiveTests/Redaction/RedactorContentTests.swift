import ChatCompletions
import ChatStore
import Testing

@testable import ChatArchive

@Suite struct RedactorContentTests {
  static let documents: [(json: String, clean: String)] = [
    (#"{ "to" : "13812345678" }"#, #"{"to":"[redacted:phone]"}"#),
    (#"{"to":13812345678,"n":12}"#, #"{"to":"[redacted:phone]","n":12}"#),
    (#"{"password":"hunter","user":"me"}"#, #"{"password":"[redacted:password]","user":"me"}"#),
    (#"{"auth":{"Api-Key":["abcd"]}}"#, #"{"auth":{"Api-Key":["[redacted:password]"]}}"#),
    (
      #"{"Authorization":"Basic dXNlcjpwYXNzd29yZDEyMw=="}"#,
      #"{"Authorization":"Basic [redacted:token]"}"#
    ),
    (
      #"["a\u0040example.com","\u0031\u00338\u00312345678"]"#,
      #"["[redacted:email]","[redacted:phone]"]"#
    ),
    (#"{"a@example.com":1}"#, #"{"[redacted:email]":1}"#),
    (
      #"{"code":"{\"password\": \"hunter\"}"}"#,
      #"{"code":"{\"password\": \"[redacted:password]\"}"}"#
    ),
    (#"{"to":"13812345678""#, #"{"to":"[redacted:phone]""#),
  ]

  @Test("In JSON strings, names and numbers are cleaned, and JSON stays JSON", arguments: documents)
  func json(_ json: String, _ clean: String) {
    var redactor = Redactor()
    #expect(redactor.redact(json: json) == clean)
    #expect(redactor.redact(json: clean) == clean)
    #expect(((try? JSONValue(parsing: json)) == nil) == ((try? JSONValue(parsing: clean)) == nil))
  }

  @Test(
    "JSON without secrets stays byte for byte",
    arguments: [
      "{ \"a\" : 1.0e5 }", "[]", "\"\\u4f60\"", "{\"a\":1,\"a\":2}", "{\"token\":\"hi\"}",
      "{\"url\":\"data:image/png;base64,+13812345678/4242424242424242\"}",
    ])
  func untouched(_ json: String) {
    var redactor = Redactor()
    #expect(redactor.redact(json: json) == json)
    #expect(redactor.counts == [:])
  }

  @Test("A message is cleaned in everything that it says, and keeps its ids")
  func message() {
    let phone = "13812345678"
    let content = MessageContent(
      role: .assistant, text: phone, parts: "[{\"text\":\"\(phone)\"}]", reasoning: phone,
      reasoningKey: "reasoning", name: phone, toolCallID: phone,
      toolCalls: [
        ToolCall(
          callID: phone, name: "call", arguments: "{\"to\":\"\(phone)\"}",
          extras: "{\"x\":\"\(phone)\"}")
      ],
      attachments: [
        AttachmentReference(sha256: [1], name: "\(phone) .txt", mediaType: "text/plain")
      ],
      refusal: phone, extras: "{\"y\":\"\(phone)\"}")
    var redactor = Redactor()
    let clean = redactor.redact(content)
    let mark = "[redacted:phone]"
    #expect(
      clean
        == MessageContent(
          role: .assistant, text: mark, parts: "[{\"text\":\"\(mark)\"}]", reasoning: mark,
          reasoningKey: "reasoning", name: mark, toolCallID: phone,
          toolCalls: [
            ToolCall(
              callID: phone, name: "call", arguments: "{\"to\":\"\(mark)\"}",
              extras: "{\"x\":\"\(mark)\"}")
          ],
          attachments: [
            AttachmentReference(sha256: [1], name: "\(mark) .txt", mediaType: "text/plain")
          ],
          refusal: mark, extras: "{\"y\":\"\(mark)\"}"))
    #expect(redactor.counts == [.phone: 9])
  }

  @Test("A text that is attached is cleaned, another file is not")
  func attachment() {
    var redactor = Redactor()
    let text = Attachment(
      name: "a@example.com.txt", mediaType: "text/plain", bytes: Array("13812345678\n".utf8))
    let clean = redactor.redact(text)
    #expect(clean.reference.name == "[redacted:email]")
    #expect(clean.bytes == Array("[redacted:phone]\n".utf8))
    let image = Attachment(
      name: "b", mediaType: "image/png", bytes: [0xFF] + Array("13812345678".utf8))
    #expect(redactor.redact(image) == image)
  }
}
