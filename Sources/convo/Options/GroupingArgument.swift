import ArgumentParser
import ChatStore

/// What a usage report has a row for, as an argument.
struct GroupingArgument: ExpressibleByArgument {
  let grouping: UsageGrouping

  init(_ grouping: UsageGrouping) { self.grouping = grouping }

  init?(argument: String) {
    guard let grouping = UsageGrouping(rawValue: argument) else { return nil }
    self.grouping = grouping
  }

  var defaultValueDescription: String { grouping.rawValue }

  static var allValueStrings: [String] { UsageGrouping.allCases.map(\.rawValue) }
}
