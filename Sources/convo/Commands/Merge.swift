import ArgumentParser
import ChatStore
import Glibc

/// `convo merge`: unites two stores that grew apart.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", _superCommandName: "convo",
    abstract: "Unite this store with another one: everything that either has, once.",
    discussion: """
      The other store is only read. Where a branch went on in both, there are two afterwards; of titles, tags \
      and the like the last change wins; what was removed for good in one (convo gc) is gone here too, unless \
      something new stands below it. Merging again changes nothing.

      Example: convo merge /media/laptop/convo.db
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON Lines.")
  var json = false

  @Argument(help: "The other store's file.", completion: .file())
  var other: String

  func run() throws {
    let path = store.resolvedPath
    guard !Self.areSame(path, other) else {
      throw Failure(.usage, "\(other) is this store itself; there is nothing to merge.")
    }
    guard access(other, F_OK) == 0 else {
      throw Failure(.noSuchThing, "\(other): \(SystemError.current)")
    }
    let copy = try MergeCopy()
    let other = try ChatStore.openForReading(path: other, copying: copy.path)
    let store = try store.open(creating: true)
    let interrupt = StopRequest()
    var progress = PercentLine("merging")
    defer { progress.clear() }
    let report = try store.merge(other) { done, all in
      if interrupt.isRequested { throw CancellationError() }
      progress.show(done: done, of: all)
    }
    progress.clear()
    write(report)
    guard report.refusals.isEmpty else { throw Failure(.refusedData) }
  }

  private static func areSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev
      && first.st_ino == second.st_ino
  }

  private func write(_ report: MergeReport) {
    for refusal in report.refusals { StandardError.notice(refusal) }
    if report.runningTurns > 0 {
      StandardError.notice(
        "replies that are still on their way there come with the next merge: \(report.runningTurns)"
      )
    }
    guard json else {
      return StandardOutput.line(
        "Conversations: \(report.newConversations) new, \(report.extendedConversations) extended, "
          + "\(report.sameConversations) the same; messages: \(report.messages) came, "
          + "\(report.removedMessages) removed.")
    }
    var line = JSONLine(type: "merged")
    line.add("new", report.newConversations)
    line.add("extended", report.extendedConversations)
    line.add("same", report.sameConversations)
    line.add("collected", report.collectedConversations)
    line.add("messages", report.messages)
    line.add("removed", report.removedMessages)
    line.add("running", report.runningTurns)
    line.add("refused", report.refusals.count)
    line.write()
  }
}
