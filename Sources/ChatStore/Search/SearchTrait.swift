/// What a message can have, as `has:` asks for it.
public enum SearchTrait: String, Sendable, CaseIterable {
  /// It calls tools, or is what one answered.
  case tool
  /// There is a fenced block of code in its text.
  case code
  /// It carries an image.
  case image
  /// It is what a tool failed with, a reply that ended early, or a prompt that got none.
  case error
}
