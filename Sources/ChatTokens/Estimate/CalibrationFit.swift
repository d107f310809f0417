/// The rates that explain a list of reports best, given what is believed of vocabularies.
///
/// A Gaussian regression (Rasmussen and Williams, "Gaussian Processes for Machine Learning",
/// chapter 2, <https://gaussianprocess.org/gpml/chapters/RW2.pdf>): the rates are taken as normal
/// around the prior's, and the solution costs one factorisation of a matrix as large as the list.
/// The texts that two prompts share stray from their rates in the same way, which `sharedText`
/// models. What counts most is the newest report: the rates are scaled, a little, to agree with it.
struct CalibrationFit: Sendable, Equatable {
  /// Tokens for one unit of each `ScriptClass`.
  var rates: [Double]
  /// Tokens for each message beside its texts.
  var message: Double
  /// Tokens for each token of the safe overhead for tools.
  var markup: Double
  /// Tokens for each request beside its messages.
  var request: Double

  /// What the prior says.
  private init(_ prior: CalibrationPrior) {
    rates = prior.classes.map(\.mean)
    message = prior.message.mean
    markup = prior.markup.mean
    request = prior.request.mean
  }

  /// The fit to reports, the oldest first; nil where the arithmetic breaks down.
  init?(_ reports: [CalibrationReport], prior: CalibrationPrior = .standard) {
    self.init(prior)
    let rows = reports.map { Row($0, prior) }
    let believed = rows.map { expected($0) }
    var covariance: [[Double]] = rows.indices.map { row in
      rows[...row].map { rows[row].covariance(with: $0, prior) }
    }
    for row in rows.indices {
      covariance[row][row] += Self.noise(believed[row], age: rows.count - 1 - row)
    }
    guard let factor = SymmetricFactor(covariance) else { return nil }
    var weights = factor.solve(zip(rows, believed).map { $0.tokens - $1 })
    var deviation = prior.request.deviation
    Self.allowLongRequest(&weights, &deviation, factor, prior)
    guard weights.allSatisfy(\.isFinite) else { return nil }
    apply(weights, rows, prior, requestDeviation: deviation)
    if let newest = rows.last { scale(to: newest, prior) }
  }

  /// The tokens of a prompt as the fit has them.
  func expected(_ shape: PromptShape) -> Double {
    zip(shape.histogram.counts, rates).reduce(request) { $0 + Double($1.0) * $1.1 }
      + Double(shape.messages) * message + Double(shape.markup) * markup
  }

  private func expected(_ row: Row) -> Double {
    zip(row.units, rates).reduce(request) { $0 + $1.0 * $1.1 } + row.messages * message
      + row.markup * markup
  }

  /// How far a report may stray from the rates: ever further as it ages, but never without bound, so
  /// that what is known of a script outlives a conversation in another one.
  private static func noise(_ tokens: Double, age: Int) -> Double {
    var variance = 0.003 * 0.003 * tokens * tokens
    for _ in 0..<age { variance *= 1.5 }
    return min(variance, 0.05 * 0.05 * tokens * tokens) + 1
  }

  /// Takes the other belief about what a request costs where it explains the reports much better.
  ///
  /// The two covariances differ by a constant, so that the marginal likelihood and the weights of
  /// the second follow from the factor of the first (Sherman and Morrison, 1950).
  private static func allowLongRequest(
    _ weights: inout [Double], _ deviation: inout Double, _ factor: SymmetricFactor,
    _ prior: CalibrationPrior
  ) {
    let ones = factor.solve([Double](repeating: 1, count: weights.count))
    let long = prior.longRequest.deviation
    let gain = long * long - deviation * deviation
    let determinant = 1 + gain * ones.reduce(0, +)
    let sum = weights.reduce(0, +)
    guard determinant >= 1, determinant.isFinite else { return }
    // Twice the difference of the log likelihoods; 4 says that added instructions are rare.
    guard gain * sum * sum / determinant > logarithm(determinant) + 4 else { return }
    for index in weights.indices { weights[index] -= ones[index] * gain * sum / determinant }
    deviation = long
  }

  /// The natural logarithm of a number from 1 up, to a tenth.
  private static func logarithm(_ value: Double) -> Double {
    0.693_147 * (Double(value.exponent) + value.significand - 1)
  }

  private mutating func apply(
    _ weights: [Double], _ rows: [Row], _ prior: CalibrationPrior, requestDeviation: Double
  ) {
    func sum(_ value: (Row) -> Double) -> Double {
      zip(weights, rows).reduce(0) { $0 + $1.0 * value($1.1) }
    }
    let groups = ScriptGroup.allCases.map { group in sum { $0.loads[group.rawValue] } }
    for (index, belief) in prior.classes.enumerated() {
      guard let group = prior.groups[index] else { continue }
      let alone = belief.deviation * belief.deviation * sum { $0.units[index] }
      rates[index] = (belief.mean + prior.loadings[index] * groups[group.rawValue] + alone)
        .clamped(to: belief.bounds)
    }
    func value(_ belief: CalibrationPrior.Belief, _ deviation: Double, _ total: Double) -> Double {
      (belief.mean + deviation * deviation * total).clamped(to: belief.bounds)
    }
    message = value(prior.message, prior.message.deviation, sum(\.messages))
    markup = value(prior.markup, prior.markup.deviation, sum(\.markup))
    request = value(prior.request, requestDeviation, weights.reduce(0, +))
  }

  /// Scales the rates by a tenth at most, so that the newest report is met: the next prompt consists
  /// of the same texts for the greater part.
  private mutating func scale(to newest: Row, _ prior: CalibrationPrior) {
    let texts = zip(newest.units, rates).reduce(0) { $0 + $1.0 * $1.1 }
    guard texts > 0 else { return }
    let rest = newest.tokens - (expected(newest) - texts)
    let factor = (rest / texts).clamped(to: 0.9...1.1)
    for (index, belief) in prior.classes.enumerated() {
      rates[index] = (rates[index] * factor).clamped(to: belief.bounds)
    }
  }
}

extension CalibrationFit {
  /// A report as the regression sees it.
  private struct Row {
    var units = [Double](repeating: 0, count: ScriptClass.allCases.count)
    /// The units of each group, weighted by how far they stray with it.
    var loads = [Double](repeating: 0, count: ScriptGroup.allCases.count)
    let messages: Double
    let markup: Double
    let tokens: Double

    init(_ report: CalibrationReport, _ prior: CalibrationPrior) {
      for (index, count) in report.shape.histogram.counts.enumerated() {
        units[index] = Double(count)
        guard let group = prior.groups[index] else { continue }
        loads[group.rawValue] += Double(count) * prior.loadings[index]
      }
      messages = Double(report.shape.messages)
      markup = Double(report.shape.markup)
      tokens = Double(report.tokens)
    }

    /// How far the tokens of two prompts stray together.
    func covariance(with other: Row, _ prior: CalibrationPrior) -> Double {
      var sum = prior.request.deviation * prior.request.deviation
      sum += messages * other.messages * prior.message.deviation * prior.message.deviation
      sum += markup * other.markup * prior.markup.deviation * prior.markup.deviation
      for (mine, theirs) in zip(loads, other.loads) { sum += mine * theirs }
      for (index, belief) in prior.classes.enumerated() {
        let (mine, theirs) = (units[index], other.units[index])
        sum += mine * theirs * belief.deviation * belief.deviation
        sum += Self.sharedText * min(mine, theirs) * belief.mean
      }
      return sum
    }

    /// The variance of a token's worth of text: 7 % over a hundred.
    private static let sharedText = 0.07 * 0.07 * 100
  }
}
