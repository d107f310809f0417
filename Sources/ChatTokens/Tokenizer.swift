/// Counts the tokens of a text as one model, or family of models, would.
///
/// Exact tokenizers and estimates have the same shape: an exact one answers with `upper` equal to
/// `expected`. Counting must be pure, since counts are stored beside the tokenizer's `id`.
public protocol Tokenizer: Sendable {
  /// A name that changes whenever any count could; stored counts are found by it.
  var id: String { get }

  /// The number of tokens of the text alone, without what a chat template adds.
  func count(_ text: String) -> TokenCount
}
