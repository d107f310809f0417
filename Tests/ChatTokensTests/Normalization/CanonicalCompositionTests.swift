import ChatTestSupport
import Testing

@testable import ChatTokens

@Suite("Canonical composition")
struct CanonicalCompositionTests {
  private func composed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { CanonicalComposition.composed($0) }
      .map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  @Test(
    "Characters are put together, reordered and left alone as Form C says",
    arguments: [
      ("e\u{301}", "é"), ("é", "é"), ("a\u{323}\u{307}", "ạ\u{307}"),
      ("a\u{307}\u{323}", "ạ\u{307}"),
      ("\u{1100}\u{1161}\u{11A8}", "각"), ("가\u{11A8}", "각"), ("\u{212B}", "Å"),
      // Composition exclusions, and singletons.
      ("\u{958}", "\u{915}\u{93C}"), ("\u{2ADC}", "\u{2ADD}\u{338}"), ("\u{340}", "\u{300}"),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"), ("\u{FB1D}", "\u{5D9}\u{5B4}"),
      ("\u{301}", "\u{301}"), ("", ""), ("plain", "plain"),
    ])
  func examples(text: String, expected: String) {
    #expect(composed(text).utf8.elementsEqual(expected.utf8), "\(text.unicodeScalars)")
  }

  @Test("It changes no meaning, and nothing the second time")
  func idempotent() {
    var generator = SeededGenerator(seed: 3)
    let scalars =
      (0x300...0x36F).compactMap(Unicode.Scalar.init) + [
        "a", "e", "Å", "가", "語", "ḍ̇".unicodeScalars.first ?? "d",
      ]
    for _ in 0..<500 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        view.append(scalars.randomElement(using: &generator) ?? "a")
      }
      let text = String(view)
      let once = composed(text)
      #expect(once == text)
      #expect(composed(once).utf8.elementsEqual(once.utf8))
    }
  }
}
