import ArgumentParser
import ChatStore

/// `convo gc`: empties the trash.
struct GC: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", _superCommandName: "convo",
    abstract: "Empty the trash for good, after saying what that frees.",
    discussion: """
      Nothing else is removed: old siblings after edit and retry are history. What was removed \
      cannot be undone. The file keeps the space for new \
      messages. Tokens that were spent stay in the usage reports.

      Example: convo gc --dry-run
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Only say what would be freed.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  func run() throws {
    let store = try store.open()
    let garbage = try store.garbage()
    write(garbage, words: "In the trash", type: "garbage")
    guard !dryRun else { return }
    guard !garbage.isEmpty else {
      // What an interrupted collection began was agreed to.
      if garbage.hasRemovedWords { _ = try store.collect(garbage) }
      return
    }
    StandardOutput.flush()
    if !yes {
      guard let answer = Question.ask("Remove that for good? [y/N] ") else {
        throw Failure(.usage, "Nothing was removed; say --yes to remove it without being asked.")
      }
      guard ["y", "yes"].contains(answer.lowercased()) else {
        return StandardError.notice("nothing was removed")
      }
    }
    var progress = CountProgress(unit: "messages removed", of: garbage.messages)
    let freed = try store.collect(garbage) { progress.show($0) }
    progress.clear()
    write(freed, words: "Removed", type: "collected")
  }

  private func write(_ garbage: Garbage, words: String, type: String) {
    guard json else {
      return StandardOutput.line(
        "\(words): conversations \(garbage.conversations), branches \(garbage.branches), "
          + "messages \(garbage.messages), attachments \(garbage.attachments); "
          + "\(garbage.bytes) bytes.")
    }
    var line = JSONLine(type: type)
    line.add("conversations", garbage.conversations)
    line.add("branches", garbage.branches)
    line.add("messages", garbage.messages)
    line.add("attachments", garbage.attachments)
    line.add("bytes", Int(clamping: garbage.bytes))
    line.write()
  }
}
