/// How readily byte-pair vocabularies join two neighbouring ASCII letters into one token.
///
/// Merging follows how often letters stand together, so the share of seldom joined pairs tells
/// English from Finnish, and both from hexadecimal or Base64, which split at every second letter.
enum LetterPairs {
  /// One line for each first letter, `a` to `z`, one digit for each second letter.
  ///
  /// The level grows with the share of token boundaries between the two letters, the mean of
  /// cl100k, o200k, Qwen and DeepSeek: under 2, 6, 12, 25 and 50 %, and the rest.
  private static let rows: StaticString = """
    40004202211000405000301102
    33451435315255355334355505
    24141450350044145230355544
    34431445344445345334354425
    33203124454110432000431014
    34442155255042135240255425
    45552542355343455323445534
    35550555355454255350355543
    20001003522000012000405050
    45543555454455354525455555
    45552524454455454533455535
    35411155355154235423344405
    32531545355115325524454535
    35202204353353215510335524
    21104113341000205011010234
    35441421455135215120344125
    55555555555155554554055555
    35230325353422144321335405
    45351541353445324310342535
    35342450355435235232453415
    41212124343000415000544044
    35551535355545355455555545
    35532540254551155215550535
    44333355355515515550555305
    44454555455323115412555454
    45552554455554555554455534
    """

  /// Eight times the level at `32 × first letter + second letter`, `a` and `A` being 1: how far to
  /// shift a one to count the level in a byte of its own.
  static let shifts: [UInt8] = {
    var shifts = [UInt8](repeating: 0, count: 32 * 32)
    rows.withUTF8Buffer { digits in
      for (index, digit) in digits.enumerated() where digit >= UInt8(ascii: "0") {
        // Each line is 26 digits and a line end.
        shifts[32 * (index / 27 + 1) + index % 27 + 1] = 8 * (digit - UInt8(ascii: "0"))
      }
    }
    return shifts
  }()
}
