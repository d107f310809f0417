extension Calibration {
  /// What it knows, in a kilobyte at most for ordinary prompts: a version, then numbers in LEB128.
  public var packed: [UInt8] {
    var bytes: [UInt8] = [Self.version]
    bytes.appendVariableLength(learned)
    bytes.appendVariableLength(errors.count)
    for error in errors { bytes.appendVariableLength(error) }
    for report in reports {
      let histogram = report.shape.histogram.packed
      bytes.appendVariableLength(histogram.count)
      bytes += histogram
      bytes.appendVariableLength(report.shape.messages)
      bytes.appendVariableLength(report.shape.markup)
      bytes.appendVariableLength(report.tokens)
    }
    return bytes
  }

  /// Restores what `packed` gave.
  ///
  /// - Returns: nil for bytes that it cannot have given, those of another version included: what
  ///   was learned is then learned anew.
  public init?(packed: some Collection<UInt8>) {
    var rest = Array(packed)[...]
    guard rest.popFirst() == Self.version, let learned = rest.popVariableLength(),
      let errorCount = rest.popVariableLength(), errorCount <= Self.mostErrors
    else { return nil }
    var errors: [Int] = []
    for _ in 0..<errorCount {
      guard let error = rest.popVariableLength(), error <= Self.largestError else { return nil }
      errors.append(error)
    }
    var reports: [CalibrationReport] = []
    while !rest.isEmpty {
      guard reports.count < Self.mostReports, let report = Self.popReport(&rest) else { return nil }
      reports.append(report)
    }
    // One prediction fewer than reports, because there is none before the first.
    guard learned >= reports.count, reports.isEmpty == (learned == 0),
      errors.count < max(1, learned)
    else { return nil }
    self.init(reports: reports, learned: learned, errors: errors)
  }

  private static func popReport(_ rest: inout ArraySlice<UInt8>) -> CalibrationReport? {
    guard let length = rest.popVariableLength(), length <= rest.count,
      let histogram = ScriptHistogram(packed: rest.prefix(length))
    else { return nil }
    rest.removeFirst(length)
    guard let messages = rest.popVariableLength(), let markup = rest.popVariableLength(),
      let tokens = rest.popVariableLength()
    else { return nil }
    let shape = PromptShape(histogram: histogram, messages: messages, markup: markup)
    return CalibrationReport(shape, tokens: tokens)
  }

  /// Changes with the form of the bytes, and with the places of `ScriptClass`.
  private static let version: UInt8 = 1
}
