/// The estimate with what an endpoint's reported usage has taught.
///
/// It has the `id` of `ApproximateTokenizer`, because stores keep histograms for both, and these
/// are the same. It counts texts alone; what surrounds them is in `Calibration.count(_:)`.
public struct CalibratedTokenizer: EstimatingTokenizer {
  /// The version of the classes.
  public let id = ApproximateTokenizer().id

  /// What was learned.
  public let calibration: Calibration

  /// An estimate with these rates.
  public init(_ calibration: Calibration) {
    self.calibration = calibration
  }

  /// The estimate for one text.
  public func count(_ text: String) -> TokenCount {
    count(ScriptHistogram(text))
  }

  /// The estimate for texts of which only the histogram is known.
  public func count(_ histogram: ScriptHistogram) -> TokenCount {
    ApproximateTokenizer().count(histogram, rate: calibration.rate(of:))
  }
}
