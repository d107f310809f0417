import Foundation
import Testing

@testable import ChatStore

/// The laws of the fuzzers over the inputs that are kept for them; `make fuzz` looks for new ones.
@Suite(.serialized) struct CorpusTests {
  @Test("A stream's events are those of the specification, however it was cut")
  func events() throws { try replay("events", EventStreamLaw.check) }

  @Test("A body gives the same reply however it was cut, and its deltas joined are the reply")
  func reply() throws { try replay("reply", ReplyLaw.check) }

  @Test("What was read as JSON is written so that it reads the same")
  func json() throws { try replay("json", JSONLaw.check) }

  @Test("Whatever is typed can be searched for, and finds the text that says just that")
  func search() throws { try replay("search", SearchLaw.check) }

  @Test("A file that is offered as a store is refused untouched, or works, or says what is wrong")
  func store() throws { try replay("store", StoreLaw.check) }

  @Test("The stores that are damaged for the fuzzer are whole before")
  func samples() throws {
    let files = StoreFiles(path: StoreLaw.folder + "/whole")
    defer { files.remove() }
    for sample in SampleStore.all {
      try files.write(sample.get())
      #expect(try ChatStore.open(path: files.path).examine().findings == [])
    }
  }

  private func replay(_ target: String, _ law: ([UInt8]) throws -> Void) throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let folder = root.appending(path: "Fuzzing/Corpora/\(target)")
    let inputs = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(!inputs.isEmpty)
    for input in inputs {
      #expect(throws: Never.self, "\(target)/\(input.lastPathComponent)") {
        try law(Array(Data(contentsOf: input)))
      }
    }
  }
}
