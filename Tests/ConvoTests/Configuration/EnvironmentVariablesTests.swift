import Glibc
import Testing

@testable import convo

struct EnvironmentVariablesTests {
  @Test("The process's variables are what the C library gives")
  func process() throws {
    let path = try #require(getenv("PATH").map { String(cString: $0) })
    #expect(EnvironmentVariables.process["PATH"] == path)
    #expect(EnvironmentVariables.process["CONVO_IS_NOT_SET"] == nil)
  }

  @Test("Of a name written down twice the first one counts")
  func twice() {
    let environment: EnvironmentVariables = ["A": "1", "A": "2"]
    #expect(environment["A"] == "1")
    #expect(environment["B"] == nil)
  }
}
