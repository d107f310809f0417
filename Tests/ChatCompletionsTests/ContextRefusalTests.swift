import Foundation
import Testing

@testable import ChatCompletions

@Suite("A request that is refused as too long")
struct ContextRefusalTests {
  /// An error as some server writes it: `Tests/Reference/too-long.jsonl`.
  struct Shape: Sendable, CustomTestStringConvertible {
    let source: String
    let error: ChatClientError
    let refusal: ContextRefusal?
    /// Whether the server counts the prompt in a way that says how long it is.
    let testDescription: String

    init(_ json: JSONValue) throws {
      source = json["source"]?.stringValue ?? ""
      testDescription = source
      let status = json["status"]?.intValue ?? 0
      let body = json["body"]?.stringValue ?? ""
      if status == 200,
        let error = (try? JSONValue(parsing: body)).flatMap(EndpointError.init(json:))
      {
        self.error = ChatClientError(api: error, status: status)
      } else {
        error = ChatClientError(
          status: status, body: Array(body.utf8), retryAfter: nil, secret: nil)
      }
      refusal =
        json["tooLong"]?.boolValue == true
        ? ContextRefusal(
          limit: json["limit"]?.intValue, includesReply: json["includesReply"]?.boolValue ?? true,
          prompt: json["prompt"]?.intValue) : nil
    }

    static let all: [Shape] = {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Reference/too-long.jsonl").standardized
      let lines = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return lines.split(separator: "\n").compactMap { try? Shape(JSONValue(parsing: String($0))) }
    }()
  }

  @Test("There are seventy shapes of it, and twenty that are something else")
  func number() {
    #expect(Shape.all.filter { $0.refusal != nil }.count >= 70)
    #expect(Shape.all.filter { $0.refusal == nil }.count >= 20)
  }

  @Test("It is known by its words, with the limit that they name", arguments: Shape.all)
  func known(shape: Shape) {
    let found = shape.error.contextRefusal
    #expect((found == nil) == (shape.refusal == nil), "\(shape.error.message)")
    #expect(found?.limit == shape.refusal?.limit, "\(shape.error.message)")
    if shape.refusal?.limit != nil {
      #expect(found?.includesReply == shape.refusal?.includesReply, "\(shape.error.message)")
    }
    #expect(found?.prompt == shape.refusal?.prompt, "\(shape.error.message)")
  }

  @Test(
    "However its numbers are written, they are the same", arguments: Shape.all,
    [",", " ", ".", "_", "\u{202F}"])
  func grouped(shape: Shape, separator: String) throws {
    guard let refusal = shape.refusal else { return }
    var error = shape.error
    for number in [refusal.limit, refusal.prompt].compactMap(\.self) where number >= 1000 {
      error.message = error.message.replacing(
        "\(number)", with: Self.written(number, separator))
    }
    let found = error.contextRefusal
    #expect(found?.limit == refusal.limit, "\(error.message)")
    #expect(found?.prompt == refusal.prompt, "\(error.message)")
  }

  private static func written(_ number: Int, _ separator: String) -> String {
    guard number >= 1000 else { return "\(number)" }
    return written(number / 1000, separator) + separator + "\(1000 + number % 1000)".dropFirst()
  }

  @Test(
    "Numbers as messages write them",
    arguments: [
      ("1500", 1500), ("1,500 tokens", 1500), ("1 500 tokens", 1500), ("1.5k tokens", 1500),
      ("32k.", 32_000), ("128k", 128_000), ("1,048,576", 1_048_576), ("4096. However", 4096),
      ("512, 100 of them", 512), ("8 kittens", 8), ("32kb", 32), ("12,34", 12), ("1,5000", 1),
      ("1.25k)", 1250), ("8.192k", 8192), ("131.072k tokens", 131_072), ("1m tokens", 1_000_000),
      ("1.5m", 1_500_000), ("1 model", 1), ("9223372036854775807", .max), ("  7", 7),
    ])
  func numbers(words: String, value: Int) {
    #expect(WrittenNumber(Array(words.utf8)[...])?.value == value)
  }

  @Test(
    "The length of a field is not the length of a prompt",
    arguments: [
      "field 'user' exceeds the maximum allowed length of 64",
      "messages[1].content exceeds the maximum allowed length of 40000 characters",
      "The image exceeds the limit of 20971520 bytes",
    ])
  func fields(message: String) {
    let body = #"{"error":{"message":"\#(message)"}}"#
    let error = ChatClientError(
      status: 400, body: Array(body.utf8), retryAfter: nil, secret: nil)
    #expect(error.contextRefusal == nil)
  }

  @Test("No number is read where there is none, or one that is too large")
  func noNumber() {
    for words in ["", "k", "-1", "9223372036854775808", "9223372036854775807k", "tokens 7"] {
      #expect(WrittenNumber(Array(words.utf8)[...]) == nil, "\(words)")
    }
  }
}
