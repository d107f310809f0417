import ChatCompletions
import Testing

@testable import convo

@Suite struct TerminalTextTests {
  @Test(
    "What could steer a terminal or deceive its reader is made visible",
    arguments: [
      ("\u{1B}[2J\u{1B}]0;title\u{7}", "␛[2J␛]0;title␇"),
      ("\u{0}\u{8}\u{B}\u{C}\u{1F}\u{7F}", "␀␈␋␌␟␡"),
      ("\u{9B}31m\u{85}", "<U+009B>31m<U+0085>"),
      ("a\rb", "a␍b"),
      ("\r\r\n\r", "␍\n␍"),
      ("if \u{202E}x\u{2066}y\u{2069}", "if <U+202E>x<U+2066>y<U+2069>"),
      ("\u{200E}\u{200F}\u{61C}", "<U+200E><U+200F><U+061C>"),
      ("a\u{2028}b\u{2029}", "a<U+2028>b<U+2029>"),
      ("a\u{E0041}\u{E007F}\u{E0001}", "a<U+E0041><U+E007F><U+E0001>"),
      ("a\u{200B}b\u{2060}c\u{FEFF}d\u{AD}", "a<U+200B>b<U+2060>c<U+FEFF>d<U+00AD>"),
      ("a\u{FE00}\u{FE01}b\u{E0100}", "a\u{FE00}<U+FE01>b<U+E0100>"),
      ("\u{200D}\u{200C}\u{200D}", "\u{200D}<U+200C><U+200D>"),
      ("\u{34F}\u{115F}\u{3164}\u{FFA0}", "<U+034F><U+115F><U+3164><U+FFA0>"),
      ("\u{FFF9}a\u{FFFB}", "<U+FFF9>a<U+FFFB>"),
    ])
  func madeVisible(_ text: String, _ shown: String) {
    #expect(Array(TerminalText.safe(text).unicodeScalars) == Array(shown.unicodeScalars))
  }

  @Test(
    "Ordinary text of every script is left as it is",
    arguments: [
      "line\n\ttab ~", "“Zoë” — naïve…", "我们用向量数据库，保存「聊天」记录。", "ｶﾞ가힣\u{1112}\u{1161}",
      "שלום عربي", "می\u{200C}خواهم", "क्\u{200D}ष", "ไทย\u{200B}ไทย", "❤️ 1️⃣ 👩‍👩‍👧 🏳️‍🌈 👍🏽 🇨🇳",
      "葛\u{E0100}城", "e\u{301}\u{323}", "\u{FFFD}\u{E000}",
    ])
  func untouched(_ text: String) {
    #expect(Array(TerminalText.safe(text).utf8) == Array(text.utf8))
  }

  @Test("CR LF becomes a newline")
  func lineEnds() {
    #expect(Array(TerminalText.safe("a\r\nb\r\n\nc").utf8) == Array("a\nb\n\nc".utf8))
  }

  @Test("A text cut between any two scalars gives the same")
  func cutAnywhere() {
    let text = "a\r\nb\rc\r\r\n❤️\u{FE0F}\u{200D}\u{200D}葛\u{E0100}x\u{E0100}\u{1B}[0m ไ\u{200B}é\r"
    let scalars = text.unicodeScalars
    let whole = Array(TerminalText.safe(text).utf8)
    for first in scalars.indices {
      for second in scalars.indices where second >= first {
        var state = TerminalText()
        var shown = ""
        let pieces = [
          scalars[..<first], scalars[first..<second], scalars[second...],
        ]
        for piece in pieces { shown += state.append(String(piece)) }
        shown += state.finish()
        #expect(Array(shown.utf8) == whole)
      }
    }
  }

  @Test("A carriage return is held back until it is known what it is, and forgotten after the end")
  func heldBack() {
    var state = TerminalText()
    #expect(state.append("a\r") == "a")
    #expect(state.append("") == "")
    #expect(Array(state.append("\nb\r").utf8) == Array("\nb".utf8))
    #expect(state.finish() == "␍")
    #expect(state.append("c") == "c")
    #expect(state.finish() == "")
  }

  @Test("The fast scan passes no scalar that would be changed")
  func scan() {
    // The planes between hold ideographs or nothing, the last two are for private use.
    for value in [UInt32(0)...0x1FFFF, 0xE0000...0xE0FFF].joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      if TerminalText.isSuspicious(text) { continue }
      var state = TerminalText()
      // The return before it forces the slow path.
      _ = state.append("\r")
      guard state.append(text).unicodeScalars.last != scalar else { continue }
      Issue.record("U+\(String(value, radix: 16)) is passed by the scan")
    }
  }

  @Test(
    "A line is the first that is not blank, its white space made single",
    arguments: [
      ("\n \n  first \t line  \nsecond", "first line"), ("a\r\nb", "a"), ("a\rb", "a"), ("", ""),
      (" \n\t", ""), ("\u{1B}[2Jx", "␛[2Jx"), ("　全角　空格", "全角 空格"),
    ])
  func lines(_ text: String, _ line: String) {
    #expect(TerminalText.line(text) == line)
  }

  @Test("JSON on a terminal is the same JSON, and nothing in it is obeyed")
  func json() throws {
    let hostile =
      "a\u{9B}31m\u{9D}0;t\u{9C}\u{7F}\u{202E}\u{2066}\u{2028}\u{E0041}中\u{200D}👩‍👩‍👧\u{FE0F}é"
    let plain = JSONValue.object(["text": .string(hostile)]).serialized
    let shown = TerminalText.escapedInJSON(plain)
    #expect(try JSONValue(parsing: Array(shown.utf8)) == JSONValue(parsing: Array(plain.utf8)))
    for scalar in "\u{9B}\u{9D}\u{9C}\u{7F}\u{202E}\u{2066}\u{2028}\u{E0041}".unicodeScalars {
      #expect(!shown.unicodeScalars.contains(scalar))
    }
    #expect(shown.contains("中\u{200D}👩‍👩‍👧\u{FE0F}é"))
    #expect(TerminalText.escapedInJSON(#"{"a":"中文 plain"}"#) == #"{"a":"中文 plain"}"#)
  }
}
