/// Sums over turns that have ended.
public struct UsageSums: Sendable, Equatable {
  /// A sum of tokens, reported and estimated apart.
  public struct Tokens: Sendable, Equatable {
    /// The sum over turns whose endpoint reported.
    public var reported = 0
    /// The sum of convo's estimates over the other turns.
    public var estimated = 0
    /// Both together.
    public var total: Int { reported.addingClamped(estimated) }
  }

  /// Turns that brought a whole reply.
  public var replies = 0
  /// Turns whose reply ended early.
  public var partial = 0
  /// Turns that brought nothing.
  ///
  /// What was estimated for the request of one that was refused is not counted.
  public var failed = 0
  /// Tokens of the requests.
  public var prompt = Tokens()
  /// Of those, as far as somebody counted, the tokens of messages that no earlier request had.
  public var newPrompt = 0
  /// Of those, as far as somebody counted, the tokens of messages that were sent again.
  public var resentPrompt = 0
  /// Tokens of the replies, reasoning included.
  public var completion = Tokens()
  /// Reported tokens of the requests that were in the endpoint's cache.
  public var cached = 0
  /// Tokens of reasoning.
  public var reasoning = Tokens()
  /// Tokens of those replies of which it is known how long they took.
  public var generated = 0
  /// Milliseconds from the first tokens to the ends of those replies.
  public var generationTime = 0
  /// How long the first tokens took.
  public var firstTokens = FirstTokenTimes()

  /// Nothing.
  public init() {}

  /// All turns.
  public var turns: Int { replies.addingClamped(partial).addingClamped(failed) }

  /// Tokens a second, from the first token to the end, rounded; nil where no time is known.
  public var tokensPerSecond: Int? {
    guard generationTime > 0 else { return nil }
    return Int(exactly: (Double(generated) * 1000 / Double(generationTime)).rounded()) ?? .max
  }

  /// Adds others.
  public mutating func add(_ other: UsageSums) {
    for path in Self.numbers {
      self[keyPath: path] = self[keyPath: path].addingClamped(other[keyPath: path])
    }
    firstTokens.add(other.firstTokens)
  }

  /// Takes others away that were added before.
  mutating func subtract(_ other: UsageSums) {
    for path in Self.numbers {
      self[keyPath: path] = max(0, self[keyPath: path] - max(0, other[keyPath: path]))
    }
    firstTokens.subtract(other.firstTokens)
  }

  /// The numbers, in the order of the tables' columns.
  // Key paths of a struct in this module are never written to.
  nonisolated(unsafe) static let numbers: [WritableKeyPath<UsageSums, Int>] = [
    \.replies, \.partial, \.failed, \.prompt.reported, \.prompt.estimated, \.newPrompt,
    \.resentPrompt, \.completion.reported, \.completion.estimated, \.cached,
    \.reasoning.reported, \.reasoning.estimated, \.generated, \.generationTime,
  ]
}

extension Int {
  /// The sum, or the greatest number where the sum would be greater.
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
