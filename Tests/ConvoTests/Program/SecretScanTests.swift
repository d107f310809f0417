import Glibc
import Testing

@Suite struct SecretScanTests {
  @Test("A key that is left in a file anywhere in the home of a test fails that test")
  func left() async throws {
    await withKnownIssue {
      try await withConvo(environment: ["LAB_API_KEY": "sk-left-behind"]) { convo in
        let listed = try await convo.run("list")
        #expect(listed.code == 66)
        mkdir(convo.home + "/deep", 0o700)
        let file = fopen(convo.home + "/deep/file", "w")
        fputs("s, sk-left, and sk-left-behind\n", file)
        fclose(file)
      }
    }
  }
}
