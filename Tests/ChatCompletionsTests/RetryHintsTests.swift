import Testing

@testable import ChatCompletions

struct RetryHintsTests {
  private func after(_ headers: [(name: String, value: String)]) -> Duration? {
    RetryHints(headers: headers, unixTime: 784_111_777).retryAfter
  }

  @Test(
    "Retry-After is seconds or a date, and nonsense is none",
    arguments: [
      ("3", .seconds(3)), ("1.5", .milliseconds(1500)), (" 2 ", .seconds(2)), ("-1", nil),
      ("nan", nil), ("inf", nil), ("soon", nil), ("", nil), ("1e300", .seconds(1_000_000_000)),
      ("Sun, 06 Nov 1994 08:49:40 GMT", .seconds(3)), ("Sun, 06 Nov 1994 08:49:30 GMT", .zero),
      ("Sunday, 06-Nov-94 08:49:40 GMT", .seconds(3)), ("Sun Nov  6 08:49:40 1994", .seconds(3)),
    ] as [(String, Duration?)])
  func values(value: String, expected: Duration?) {
    #expect(after([(name: "Retry-After", value: value)]) == expected)
  }

  @Test("Milliseconds come first, and the sender's own clock is believed")
  func precedence() {
    #expect(
      after([(name: "retry-after", value: "3"), (name: "retry-after-ms", value: "20")])
        == .milliseconds(20))
    #expect(
      after([
        (name: "retry-after", value: "Mon, 07 Nov 1994 08:49:47 GMT"),
        (name: "date", value: "Mon, 07 Nov 1994 08:49:37 GMT"),
      ]) == .seconds(10))
    #expect(after([]) == nil)
  }

  @Test("x-should-retry is true, false, or nothing")
  func shouldRetry() {
    func hint(_ value: String) -> Bool? {
      RetryHints(headers: [(name: "x-should-retry", value: value)], unixTime: 0).shouldRetry
    }
    #expect(hint("true") == true && hint("False") == false && hint("1") == nil)
  }
}
