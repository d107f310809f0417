import Foundation
import Testing

@Suite("Whatever breaks in the middle of a backup, there is no half of one")
struct BrokenBackupTests {
  @Test("A disk that is full, at any of the copy's writes", arguments: [1, 2, 10, 30, 40])
  func full(write: Int) async throws {
    try await withConvo { convo in
      for number in 0..<3 {
        let words = String(repeating: "words \(number) ", count: 10_000)
        #expect(try await convo.run("new", "--no-send", words).code == 0)
      }
      let folder = (convo.store as NSString).deletingLastPathComponent
      let broken = try Faults(calls: "write", first: write).breaking(convo)
      let result = try await broken.run("backup", convo.store + "-copy")
      #expect(result.code == 74)
      #expect(result.errors.contains("No space is left"), "\(result.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!files.contains { $0.contains("-copy") }, "\(files)")
    }
  }
}
