import ChatTokens

/// A part of a prompt, cut where no tokens merge: at the special tokens of its chat template.
struct PromptPieces {
  /// Special tokens, and what else is known to the token, such as images.
  private(set) var known = TokenCount.zero
  /// The texts between them.
  private(set) var texts: [String] = []
  private var isOpen = false

  /// Adds special tokens, or takes back what another message has counted.
  mutating func special(_ count: Int = 1) {
    add(TokenCount(exactly: count))
  }

  /// Adds what stands like a special token between texts.
  mutating func add(_ count: TokenCount) {
    known += count
    isOpen = false
  }

  /// Adds text, which merges with the text before it.
  mutating func text(_ text: String?) {
    guard let text, !text.isEmpty else { return }
    if isOpen { texts[texts.count - 1] += text } else { texts.append(text) }
    isOpen = true
  }

  /// Adds text that is counted by itself.
  mutating func separate(_ text: String?) {
    isOpen = false
    self.text(text)
    isOpen = false
  }
}
