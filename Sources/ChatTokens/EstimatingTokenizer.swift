/// A tokenizer that needs no more of a text than its histogram.
///
/// Stores keep the histogram, and the count follows from it, so that two of the same `id` may
/// count differently: what they keep is the same.
public protocol EstimatingTokenizer: Tokenizer {
  /// The number of tokens of texts with this histogram.
  func count(_ histogram: ScriptHistogram) -> TokenCount
}
