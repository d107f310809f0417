import Testing

@testable import convo

@Suite struct ByteCountTests {
  @Test(
    "Bytes are counted as people read them",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (1023, "1023 bytes"), (1024, "1.0 KiB"), (1536, "1.5 KiB"),
      (10_240, "10 KiB"), (1_048_575, "1023 KiB"), (1_048_576, "1.0 MiB"),
      (104_857_600, "100 MiB"),
    ])
  func counts(bytes: Int, words: String) {
    #expect(ByteCount(bytes).description == words)
  }
}
