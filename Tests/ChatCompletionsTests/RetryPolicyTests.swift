import Testing

@testable import ChatCompletions

struct RetryPolicyTests {
  private let busy = ChatClientError(kind: .status(503), message: "")

  @Test("Delays double up to the cap and scatter downwards by at most a quarter")
  func backoff() {
    let policy = RetryPolicy(
      maxAttempts: 100, baseDelay: .seconds(1), maxDelay: .seconds(10))
    func delay(_ attempt: Int, _ random: Double = 0) -> Duration? {
      policy.delay(after: attempt, busy, shouldRetry: nil, random: random)
    }
    #expect((1...6).map { delay($0) } == [1, 2, 4, 8, 10, 10].map { Duration.seconds($0) })
    #expect(delay(99) == .seconds(10) && delay(100) == nil && delay(Int.max) == nil)
    #expect(delay(1, 1) == .milliseconds(750) && delay(1, 7) == .milliseconds(750))
  }

  @Test("Strange policies do no harm")
  func strange() {
    for attempts in [0, -1, Int.min] {
      let policy = RetryPolicy(maxAttempts: attempts)
      #expect(policy.delay(after: 1, busy, shouldRetry: true, random: 0) == nil)
    }
    let negative = RetryPolicy(baseDelay: .seconds(-1))
    #expect(negative.delay(after: 1, busy, shouldRetry: nil, random: 0) == .zero)
    #expect(RetryPolicy.never.delay(after: 1, busy, shouldRetry: true, random: 0) == nil)
  }

  @Test("An endpoint's own delay replaces ours up to the cap")
  func asked() {
    var error = busy
    error.retryAfter = .seconds(60)
    #expect(RetryPolicy().delay(after: 1, error, shouldRetry: nil, random: 1) == .seconds(60))
    error.retryAfter = .seconds(61)
    #expect(RetryPolicy().delay(after: 1, error, shouldRetry: true, random: 1) == nil)
  }

  @Test("An answer that is no reply, or an error in it, is not asked for again")
  func answers() {
    for kind in [ChatClientError.Kind.malformed, .api(code: nil)] {
      let error = ChatClientError(kind: kind, message: "")
      #expect(RetryPolicy().delay(after: 1, error, shouldRetry: true, random: 0) == nil)
    }
  }
}
