#if Networking
  /// A rough count of tokens: two characters beyond ASCII, or four within it, to a token.
  ///
  /// It comes within one of the counts in the documentation of the first endpoint, which calls its
  /// own usage an estimate; programs must not take either for a tokenizer's.
  struct DemoTokenEstimate: Sendable {
    private var quarters = 0

    /// Counts a text in.
    mutating func add(_ text: String) {
      for scalar in text.unicodeScalars { quarters += scalar.isASCII ? 1 : 2 }
    }

    /// The tokens, rounded up.
    var tokens: Int { (quarters + 3) / 4 }
  }
#endif
