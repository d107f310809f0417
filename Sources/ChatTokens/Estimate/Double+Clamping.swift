extension Double {
  /// The nearest number of a range; the lower bound for what is not a number.
  func clamped(to bounds: ClosedRange<Double>) -> Double {
    self >= bounds.lowerBound ? Swift.min(self, bounds.upperBound) : bounds.lowerBound
  }
}
