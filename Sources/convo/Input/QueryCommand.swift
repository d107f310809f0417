import ArgumentParser

/// A command whose arguments are what somebody looks for, in which `-word` is no option.
protocol QueryCommand: ParsableCommand {
  /// The options that take the next argument as their value.
  static var optionsWithValues: [String] { get }
}

extension QueryCommand {
  /// The same arguments, with words that begin with a minus where they are not taken for options.
  static func prepared(_ arguments: [String]) -> [String] {
    var options: [String] = []
    var words: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        break
      } else if optionsWithValues.contains(argument) {
        options.append(argument)
        if let value = rest.popFirst() { options.append(value) }
      } else if argument.hasPrefix("--") || argument == "-h"
        || (argument.hasPrefix("-n") && Int(argument.dropFirst(2)) != nil)
      {
        options.append(argument)
      } else {
        words.append(argument)
      }
    }
    return words.isEmpty ? options : options + ["--"] + words
  }
}
