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
}
