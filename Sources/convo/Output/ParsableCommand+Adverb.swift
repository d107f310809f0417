import ArgumentParser

extension ParsableCommand {
  /// How to say that something is a certain way since this command, or was before it.
  static func adverb(_ isChanged: Bool, isRemoved: Bool) -> String {
    switch (isChanged, isRemoved) {
    case (true, false): "now"
    case (false, false): "already"
    case (true, true): "no longer"
    case (false, true): "not"
    }
  }
}
