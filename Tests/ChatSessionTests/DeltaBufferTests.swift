import ChatCompletions
import ChatTestSupport
import Testing

@testable import ChatSession
@testable import ChatStore

@Suite struct DeltaBufferTests {
  @Test("Whenever the buffer is emptied, its pieces make the same reply")
  func joining() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<300 {
      var buffer = DeltaBuffer()
      var stored: [Delta] = []
      var expected = MessageContent(role: .assistant, text: "")
      var arrived = 0
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        let text = generator.text(ofAtMost: 3)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0, 1:
          buffer.add(.text(text))
          expected.text += text
        case 2:
          let key = generator.once(in: 2) ? "reasoning" : "reasoning_content"
          buffer.add(.reasoning(text, key: key))
          expected.reasoning = (expected.reasoning ?? "") + text
          expected.reasoningKey = key
        case 3:
          buffer.add(.refusal(text))
          expected.refusal = (expected.refusal ?? "") + text
        default:
          let count = expected.toolCalls.count
          let index = Int.random(in: max(0, count - 2)...count, using: &generator)
          if index == count {
            expected.toolCalls.append(ToolCall(callID: "c\(index)", name: text, arguments: text))
            buffer.add(.toolCall(index: index, id: "c\(index)", name: text, arguments: text))
          } else {
            expected.toolCalls[index].arguments += text
            buffer.add(.toolCall(index: index, id: nil, name: nil, arguments: text))
          }
        }
        arrived += 1
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: stored += buffer.take()
        case 1:
          // A flush that failed puts its pieces back before what has come since.
          let failed = buffer.take()
          buffer.add(.text("+"))
          expected.text += "+"
          arrived += 1
          buffer.putBack(failed)
        default: break
        }
      }
      stored += buffer.take()
      #expect(buffer.isEmpty && buffer.take().isEmpty)
      let joined = MessageContent(joining: stored) ?? MessageContent(role: .assistant, text: "")
      #expect(
        MessageDigest.digest(of: joined, parent: nil)
          == MessageDigest.digest(of: expected, parent: nil))
      #expect(stored.count <= 3 * arrived)
    }
  }

  @Test("Neighbours of one kind become one row")
  func neighbours() {
    var buffer = DeltaBuffer()
    for index in 0..<100 {
      buffer.add(.text("a"))
      if index == 49 { buffer.add(.reasoning("r", key: "k")) }
    }
    for _ in 0..<9 { buffer.add(.toolCall(index: 0, id: nil, name: nil, arguments: "x")) }
    buffer.add(.toolCall(index: 1, id: nil, name: nil, arguments: "x"))
    #expect(buffer.take().count == 5)
  }
}
