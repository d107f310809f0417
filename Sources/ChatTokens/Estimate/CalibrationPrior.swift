/// What is believed of a model's rates before its endpoint has reported anything, in tokens.
struct CalibrationPrior: Sendable {
  /// One belief about a number: the likeliest value, how far it strays, and its bounds.
  struct Belief: Sendable {
    var mean: Double
    var deviation: Double
    var bounds: ClosedRange<Double>
  }

  /// The classes in the order of `ScriptClass`; `deviation` is what a class strays by itself.
  let classes: [Belief]
  /// The groups of the classes.
  let groups: [ScriptGroup?]
  /// How far each class strays with its group.
  let loadings: [Double]
  /// What each message costs beside its texts: three to eight in the templates that are published.
  let message = Belief(mean: 5, deviation: 1.5, bounds: 1...16)
  /// The part of `TemplateOverhead`'s safe values for tools that they really cost.
  let markup = Belief(mean: 0.6, deviation: 0.3, bounds: 0.2...2)
  /// What each request costs beside its messages.
  let request = Belief(mean: 8, deviation: 20, bounds: 0...16_384)
  /// The same where something on the way adds instructions of its own.
  let longRequest = Belief(mean: 8, deviation: 2_000, bounds: 0...16_384)

  /// The beliefs that follow from the uncalibrated rates.
  static let standard = CalibrationPrior()

  private init() {
    groups = ScriptClass.allCases.map(\.group)
    var classes: [Belief] = []
    var loadings: [Double] = []
    for scriptClass in ScriptClass.allCases {
      let rate = ApproximateTokenizer.rate(of: scriptClass)
      let mean = Double(rate.expected) / 1000
      guard let group = scriptClass.group else {
        classes.append(Belief(mean: 0, deviation: 0, bounds: 0...0))
        loadings.append(0)
        continue
      }
      let floor = mean * group.floor
      var belief = Belief(
        mean: mean, deviation: 0.15 * max(mean, 0.1),
        bounds: floor...max(floor, mean * group.ceiling, Double(rate.upper) / 1000))
      var loading = mean * group.deviation
      // A further digit is either joined to its group or a token by itself, so a factor says nothing.
      if group == .furtherDigits {
        belief.bounds = 0...1.2
        loading = group.deviation
      }
      classes.append(belief)
      loadings.append(loading)
    }
    self.classes = classes
    self.loadings = loadings
  }
}
