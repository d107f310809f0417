extension Int {
  /// The nearest whole number from zero to 2⁵⁰; `rounded()` would call the C library's mathematics.
  init(nearest value: Double) {
    self.init(value.clamped(to: 0...Self.most) + 0.5)
  }

  /// The least whole number that is no less, from zero to 2⁵⁰.
  init(noLessThan value: Double) {
    let bounded = value.clamped(to: 0...Self.most)
    self.init(bounded)
    if Double(self) < bounded { self += 1 }
  }

  private static let most = 1_125_899_906_842_624.0
}
