#if Networking
  extension Misbehaviour {
    /// What stands in the text.
    static let texts: [Misbehaviour] = [
      .init(
        "sends bytes that are not UTF-8",
        sends: bytes("a\u{0}b").map { $0 == 0 ? 0xFF : $0 }, .partial("a\u{FFFD}b", "not UTF-8")),
      .init(
        "sends half a character before the closing quotation mark",
        sends: bytes("a\u{0}").flatMap { $0 == 0 ? [0xE4, 0xBD] : [$0] },
        .partial("a\u{FFFD}", "not UTF-8")),
      .init(
        "sends surrogates in UTF-8 (CESU-8)",
        sends: bytes("\u{0}").flatMap { $0 == 0 ? [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80] : [$0] },
        .partial(String(repeating: "\u{FFFD}", count: 6), "not UTF-8")),
      .init(
        "sends an overlong encoding",
        sends: bytes("\u{0}").flatMap { $0 == 0 ? [0xC0, 0xAF] : [$0] },
        .partial("\u{FFFD}\u{FFFD}", "not UTF-8")),
      .init(
        "sends half a surrogate pair", events: [Chunk.text(#"a\ud83db"#)] + Chunk.end,
        .partial("a\u{FFFD}b", "surrogate")),
      .init(
        "ends with half a surrogate pair", events: [Chunk.text(#"a\ud83d"#)] + Chunk.end,
        .partial("a\u{FFFD}", "surrogate")),
      .init(
        "begins with the second half of a surrogate pair",
        events: [Chunk.text(#"\ude00a"#)] + Chunk.end, .partial("\u{FFFD}a", "surrogate")),
      .init(
        "sends NUL", events: [Chunk.text(#"a\u0000b"#)] + Chunk.end, .complete("a\u{0}b")),
      .init(
        "sends control characters, a title and a bidirectional override",
        events: [Chunk.text(#"\u001b]0;gone\u0007\u202e\u009b31m\u007f\r\b"#)] + Chunk.end,
        .complete("\u{1B}]0;gone\u{7}\u{202E}\u{9B}31m\u{7F}\r\u{8}")),
      .init(
        "sends a control character that JSON forbids",
        sends: bytes("a\tb"), .partial("", "not valid JSON", "control character")),
      .init(
        "sends composed and decomposed accents",
        events: [Chunk.text("e\u{301}"), Chunk.text("\u{E9}"), Chunk.text("\u{301}")] + Chunk.end,
        .complete("e\u{301}\u{E9}\u{301}")),
      .init(
        "sends noncharacters, private characters and replacement characters of its own",
        events: [Chunk.text("\u{FFFE}\u{FFFF}\u{E000}\u{FFFD}\u{10FFFF}")] + Chunk.end,
        .complete("\u{FFFE}\u{FFFF}\u{E000}\u{FFFD}\u{10FFFF}")),
      .init(
        "sends every escape of JSON",
        events: [Chunk.text(#"\"\\\/\b\f\n\r\t\u00e9\u2028"#)] + Chunk.end,
        .complete("\"\\/\u{8}\u{C}\n\r\té\u{2028}")),
      .init(
        "sends only spaces and line feeds", events: [Chunk.text(#" \n \n"#)] + Chunk.end,
        .complete(" \n \n")),
    ]

    /// A stream of one text, to be spoilt byte by byte.
    private static func bytes(_ text: String) -> [UInt8] {
      Array(([Chunk.text(text)] + Chunk.end).asEvents.utf8)
    }
  }
#endif
