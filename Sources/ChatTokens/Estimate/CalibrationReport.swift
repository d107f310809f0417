/// One prompt whose number of tokens an endpoint reported.
struct CalibrationReport: Sendable, Equatable {
  /// What was sent.
  let shape: PromptShape
  /// What the endpoint says it was.
  let tokens: Int

  /// - Returns: nil for a report that no tokenizer can have made, or that is too large to compute with.
  init?(_ shape: PromptShape, tokens: Int) {
    guard shape.histogram.counts.allSatisfy({ $0 <= Self.most }), tokens > 0,
      (0...Self.most).contains(shape.messages), (0...Self.most).contains(shape.markup)
    else { return nil }
    let prior = CalibrationPrior.standard
    let counts = shape.histogram.counts
    var least = 0.0
    for (count, belief) in zip(counts, prior.classes) {
      least += 0.9 * Double(count) * belief.bounds.lowerBound
    }
    // A token covers at least one byte, whatever the vocabulary.
    let most =
      Double(shape.histogram[.bytes]) + Double(shape.messages) * prior.message.bounds.upperBound
      + Double(shape.markup) * prior.markup.bounds.upperBound + prior.request.bounds.upperBound
    // In a short text a rate is hardly more than a guess.
    guard max(least - 32, least / 2) <= Double(tokens), Double(tokens) <= most else { return nil }
    self.shape = shape
    self.tokens = tokens
  }

  /// How little two prompts have in common, from 0 to 1.
  func distance(to other: CalibrationReport) -> Double {
    var (apart, sum) = (0.0, 1.0)
    for scriptClass in ScriptClass.allCases {
      let rate = Double(ApproximateTokenizer.rate(of: scriptClass).expected)
      let mine = Double(shape.histogram[scriptClass]) * rate
      let theirs = Double(other.shape.histogram[scriptClass]) * rate
      apart += abs(mine - theirs)
      sum += mine + theirs
    }
    return apart / sum
  }

  /// More than any prompt, and little enough that sums of squares stay far from overflowing.
  private static let most = 1 << 40
}
