import ArgumentParser
import ChatStore

/// `convo backup`: copies the store while others write.
struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", _superCommandName: "convo",
    abstract: "Copy the store into a file, whole and verified, while others go on writing.",
    discussion: """
      An older copy of that name is replaced once the new one is verified, and by nothing less. The copy is a \
      store like any other: convo --db FILE reads it, convo merge FILE unites it with this one.

      Example: convo backup /media/disk/convo.db
      """)

  @OptionGroup var store: StoreOptions

  @Argument(help: "The file.", completion: .file())
  var file: String

  func run() throws {
    let store = try store.open()
    let interrupt = StopRequest()
    var progress = PercentLine("copying")
    try store.backup(to: file) { left, all in
      if interrupt.isRequested { throw CancellationError() }
      progress.show(done: all - left, of: all)
    }
    progress.clear()
    StandardError.notice("the copy is whole")
  }
}
