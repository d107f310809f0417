import Glibc
import Testing

@testable import convo

struct ProcessEnvironmentTests {
  @Test("Every variable has the value that the C library gives")
  func variables() throws {
    let variables = ProcessEnvironment.variables
    #expect(variables["PATH"] != nil)
    for (name, value) in variables {
      #expect(getenv(name).map { String(cString: $0) } == value)
    }
  }
}
