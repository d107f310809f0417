/// Classes whose rates rise and fall together from one vocabulary to the next.
///
/// A handful of reports cannot tell the rates of sixty classes apart. Those of a group are learned
/// as one factor on the uncalibrated rates, with a little room for each class.
enum ScriptGroup: Int, CaseIterable, Sendable {
  case latin, rareLatin, digits, furtherDigits, whiteSpace, punctuation, latinExtended
  case alphabets, semitic, indic, han, kana, hangul, symbols

  /// How far the factor usually strays from one, as a standard deviation.
  var deviation: Double {
    switch self {
    case .latin: 0.08
    case .digits: 0.15
    case .rareLatin: 0.2
    case .whiteSpace, .punctuation: 0.25
    case .latinExtended: 0.3
    case .alphabets, .kana: 0.35
    case .furtherDigits, .han, .hangul, .symbols: 0.4
    case .semitic, .indic: 0.5
    }
  }

  /// The factor that nothing an endpoint reports takes a rate below: a little under the leanest of
  /// six vocabularies of 50,000 to 200,000 tokens.
  var floor: Double {
    switch self {
    case .furtherDigits: 0
    case .indic: 0.45
    case .rareLatin, .whiteSpace, .punctuation: 0.5
    case .latinExtended, .alphabets, .semitic, .symbols: 0.6
    case .han: 0.65
    case .kana, .hangul: 0.7
    case .latin, .digits: 0.8
    }
  }

  /// The factor that nothing takes a rate above.
  var ceiling: Double {
    switch self {
    case .latin: 1.5
    case .digits: 1.6
    case .whiteSpace: 1.8
    case .rareLatin: 2
    case .punctuation: 2.4
    case .latinExtended, .alphabets: 2.5
    case .han, .kana, .symbols: 2.6
    case .semitic, .indic, .hangul: 3.5
    case .furtherDigits: 1
    }
  }
}
