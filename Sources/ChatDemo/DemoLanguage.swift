#if Networking
  /// The demo's sentences in one language.
  protocol DemoLanguage: Sendable {
    /// What stands between sentences.
    var space: String { get }
    /// Who is speaking.
    var introduction: String { get }
    /// What window arrived.
    func window(roles: [String], tokens: Int) -> String
    /// What the last message said.
    func echo(_ excerpt: String, length: Int) -> String
    /// What a function returned.
    func toolResult(_ excerpt: String) -> String
    /// What a reasoning model would think first.
    func reasoning(window: String, question: String) -> String
    /// The length of a text in the unit of the language.
    func length(of text: String) -> Int
  }

  extension DemoLanguage {
    /// The roles in order; the middle of a long list left out.
    func list(_ roles: [String], separator: String) -> String {
      guard roles.count > 8 else { return roles.joined(separator: separator) }
      let shown = Array(roles.prefix(4)) + ["…"] + Array(roles.suffix(3))
      return shown.joined(separator: separator)
    }
  }
#endif
