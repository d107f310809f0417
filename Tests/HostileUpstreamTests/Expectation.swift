#if Networking
  import ChatStore

  /// What must come of a misbehaviour.
  struct Expectation: Sendable {
    /// The turn's status.
    var status: Turn.Status
    /// The exact text of the reply; nil when there is none.
    var text: String?
    /// What the one sentence about it says, apart from letters' case; empty when nothing is wrong.
    var words: [String] = []
    /// The tools that are called.
    var calls: [ToolCall] = []
    /// How often the endpoint was asked.
    var requests = 1
    /// What else must hold.
    var check: (@Sendable (Report) throws -> Void)?

    /// The reply is whole.
    static func complete(_ text: String, calls: [ToolCall] = []) -> Expectation {
      Expectation(status: .complete, text: text, calls: calls)
    }

    /// What had come is kept, and the sentence says why it is not all.
    static func partial(
      _ text: String, _ words: String..., calls: [ToolCall] = []
    ) -> Expectation {
      Expectation(status: .partial, text: text, words: words, calls: calls)
    }

    /// Nothing came, and the sentence says why.
    static func failed(_ words: String...) -> Expectation {
      Expectation(status: .failed, text: nil, words: words)
    }

    /// The same after so many requests.
    func after(requests: Int) -> Expectation {
      var copy = self
      copy.requests = requests
      return copy
    }

    /// The same, and something more.
    func and(_ check: @escaping @Sendable (Report) throws -> Void) -> Expectation {
      var copy = self
      copy.check = check
      return copy
    }
  }
#endif
