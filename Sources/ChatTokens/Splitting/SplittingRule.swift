/// How a text is cut into pieces before byte-pair encoding; no token spans two pieces.
protocol SplittingRule {
  /// The end of the piece that begins at `start`, which is before the end of the text.
  static func end(of text: SplittableText, from start: Int) -> Int
}
