import CSQLite
import Testing

@Suite struct CJKTokenizerTests {
  @Test("A run takes a position a character, with the pair that begins there and the single")
  func positions() throws {
    #expect(try SearchTable("数据库").tokens() == ["0:数", "0:数据", "1:据", "1:据库", "2:库"])
    #expect(try SearchTable("库").tokens() == ["0:库"])
    #expect(try SearchTable("哈哈").tokens() == ["0:哈", "0:哈哈", "1:哈"])
    #expect(
      try SearchTable("GPT模型x").tokens() == ["0:gpt", "1:模", "1:模型", "2:型", "3:x"])
  }

  @Test("A phrase over several scripts is found where it stands, and only there")
  func mixedPhrases() throws {
    let table = try SearchTable("用GPT模型GPT4", "模GPT型", "GPT模 型")
    #expect(try table.rows(matching: "GPT模型GPT4") == [1])
    #expect(try table.rows(matching: "型GPT4") == [1])
    #expect(try table.rows(matching: "模GPT") == [2])
    #expect(try table.rows(matching: "GPT型") == [2])
    #expect(try table.rows(matching: "GPT模") == [1, 3])
  }

  @Test(
    "Words of any length are found where they stand in the text",
    arguments: [
      "数据", "量", "向量数据库", "聊天 向量", "录", "我们用向量数据库保存聊天记录", "GPT模型",
      "型GPT4", "模型GPT4", "résumé", "RESUME", "engin*", "数*", "保存聊*", "\"模型 GPT4\"",
    ])
  func found(_ query: String) throws {
    let table = try SearchTable(tokenizer: "cjk remove_diacritics 2")
    try table.insert("我们用向量数据库保存聊天记录。Résumé of an engineer: GPT模型GPT4".utf8)
    #expect(try table.rows(matching: query) == [1])
  }

  @Test(
    "Punctuation, spaces and other scripts part a word",
    arguments: ["数。据", "数 据", "数a据", "数\n据", "数・据", "数「据", "数\u{0}据", "数\u{3000}据"])
  func parted(_ text: String) throws {
    let table = try SearchTable(text)
    #expect(try table.rows(matching: "数据") == [])
    #expect(try table.rows(matching: "数 据") == [1])
  }

  @Test("Pairs on both sides of punctuation make no word")
  func overlapping() throws {
    let table = try SearchTable("库据。据库")
    #expect(try table.rows(matching: "库据库") == [])
    #expect(try table.rows(matching: "库据 据库") == [1])
    #expect(try table.rows(matching: "\"库据。据库\"") == [1])
  }

  @Test(
    "Every script that is written without spaces is cut into pairs",
    arguments: [
      ("漢字", "U+4E00"), ("㐀㐁", "extension A"), ("𠀀𠀁", "extension B"), ("𱍐𱍑", "extension H"),
      ("豈更", "compatibility"), ("⼈⼝", "radicals"), ("人々", "iteration mark"),
      ("二〇", "ideographic zero"), ("ㄅㄆ", "Bopomofo"), ("ひら", "hiragana"), ("カー", "katakana"),
      ("ㇰㇱ", "phonetic extensions"), ("ｶﾅ", "half-width katakana"), ("𛀀𛀁", "kana supplement"),
      ("한글", "Hangul"), ("\u{1112}\u{1161}", "jamo"), ("ㅎㅏ", "compatibility jamo"),
      ("ﾡﾢ", "half-width Hangul"),
    ])
  func scripts(_ pair: String, _ name: String) throws {
    let scalars = pair.unicodeScalars.map(String.init)
    let tokens = try SearchTable(pair).tokens()
    #expect(Set(tokens) == ["0:" + pair, "0:" + scalars[0], "1:" + scalars[1]])
  }

  @Test(
    "A selector or a zero-width character inside a word does not hide it",
    arguments: ["\u{FE00}", "\u{E0100}", "\u{200B}", "\u{200D}", "\u{2060}", "\u{FEFF}"])
  func transparent(_ invisible: String) throws {
    let table = try SearchTable("葛\(invisible)城\(invisible)市\(invisible)")
    #expect(try table.rows(matching: "葛城市") == [1])
    #expect(try table.tokens() == SearchTable("葛城市").tokens())
    #expect(try SearchTable("葛城市").rows(matching: "城\(invisible)市") == [1])
  }

  @Test("Highlights are right in text of several scripts; a single is marked with what follows it")
  func highlights() throws {
    let table = try SearchTable("模型GPT数据库é说。")
    #expect(try table.excerpts("gpt") == ["模型[GPT]数据库é说。"])
    #expect(try table.excerpts("数据库") == ["模型GPT[数据库]é说。"])
    #expect(try table.excerpts("e") == ["模型GPT数据库[é]说。"])
    #expect(try table.excerpts("说") == ["模型GPT数据库é[说]。"])
    #expect(try table.excerpts("模型gpt") == ["[模型GPT]数据库é说。"])
    #expect(try table.excerpts("数") == ["模型GPT[数据]库é说。"])
    #expect(try table.excerpts("型") == ["模[型]GPT数据库é说。"])
  }

  @Test("A CJK term finds exactly the texts that hold it within a run")
  func likeSubstringScan() throws {
    var generator = SplitMix64(seed: 20)
    let cjk: [Character] = ["数", "据", "库", "か", "글", "𠀀"]
    let others: [Character] = ["a", "b", "é", " ", "。", "-", "\u{0}", "😀"]
    let table = try SearchTable()
    var texts: [[Character]] = []
    try table.run("BEGIN")
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 0...14, using: &generator)).compactMap { _ in
        (Int.random(in: 0..<3, using: &generator) > 0 ? cjk : others)
          .randomElement(using: &generator)
      }
      texts.append(text)
      try table.insert(String(text).utf8)
    }
    try table.run("COMMIT")
    var hits = 0
    for _ in 0..<150 {
      let term = (0..<Int.random(in: 1...4, using: &generator)).compactMap { _ in
        cjk.randomElement(using: &generator)
      }
      let expected = texts.indices.filter { index in
        texts[index].split { !cjk.contains($0) }.contains { run in
          run.indices.contains { run[$0...].starts(with: term) }
        }
      }
      #expect(try table.rows(matching: String(term)) == expected.map { $0 + 1 }, "\(term)")
      hits += expected.count
    }
    #expect(hits > 300)
    try table.run("INSERT INTO f(f) VALUES ('integrity-check')")
  }

  @Test("Deleting texts leaves an index that is whole")
  func deletion() throws {
    let table = try SearchTable("哈哈数据", "数据GPT模型", "模型")
    try table.run("DELETE FROM f WHERE rowid = 2")
    #expect(try table.rows(matching: "数据") == [1])
    #expect(try table.rows(matching: "gpt") == [])
    try table.run("INSERT INTO f(f) VALUES ('integrity-check')")
  }

  @Test("Text cut at any byte, and bytes that are no UTF-8, are indexed without an error")
  func malformed() throws {
    let table = try SearchTable()
    let sample = Array("模型GPT𠀀数é据".utf8)
    for end in 0...sample.count { try table.insert(sample[..<end]) }
    let malformed: [[UInt8]] = [
      [0xE4], [0xE4, 0xBD], [0xF0, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF, 0xFE],
      [0xED, 0xA0, 0x80], [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ]
    for bytes in malformed {
      try table.insert(Array("数据".utf8) + bytes + Array("模型".utf8))
    }
    #expect(try table.rows(matching: "模型").count == sample.count - 5 + malformed.count)
    #expect(try table.rows(matching: "数据").count == malformed.count)
    try table.run("INSERT INTO f(f) VALUES ('integrity-check')")
  }

  @Test("A run of a hundred thousand characters is found by its last word")
  func longRun() throws {
    let table = try SearchTable(String(repeating: "数", count: 100_000) + "据库")
    #expect(try table.rows(matching: "数据库") == [1])
    #expect(try table.rows(matching: "据数") == [])
  }

  @Test("Arguments go to unicode61, and one that it refuses is an error")
  func arguments() throws {
    let table = try SearchTable(tokenizer: "cjk tokenchars ''-_''")
    try table.insert("foo-bar模型".utf8)
    #expect(try table.tokens() == ["0:foo-bar", "1:模", "1:模型", "2:型"])
    #expect(throws: SearchTable.Failure.self) { try SearchTable(tokenizer: "cjk no_such_option 1") }
  }

  @Test("Registering twice does no harm")
  func registeredTwice() throws {
    var database: OpaquePointer?
    #expect(sqlite3_open(":memory:", &database) == SQLITE_OK)
    defer { sqlite3_close(database) }
    let opened = try #require(database)
    #expect(csqlite_register_cjk(opened) == SQLITE_OK)
    #expect(csqlite_register_cjk(opened) == SQLITE_OK)
  }
}

/// The generator of https://prng.di.unimi.it/splitmix64.c, so that a failure can be repeated.
private struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
