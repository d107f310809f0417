import ArgumentParser
import ChatCompletions
import ChatSession
import ChatStore

/// `convo compact`: has the older part of a conversation summarised.
struct Compact: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact", _superCommandName: "convo",
    abstract: "Have the older part of a conversation summarised by the model.",
    discussion: """
      From then on the summary is sent in place of what it stands for, on every branch that has these \
      messages. They stay as they are: --strategy sticky or recent goes on sending them, and show \
      --summaries prints what the model wrote. What is too long for one request is summarised in \
      several. If it fails, nothing has changed.

      Example: convo compact --keep 2
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var request: RequestOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many of the newest exchanges stay as they are.", valueName: "n"))
  var keep = 3

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Argument(help: "A REF; else the current conversation.")
  var ref: String?

  func validate() throws {
    if keep < 0 { throw ValidationError("--keep must not be negative.") }
  }

  func run() async throws {
    let configuration = try Configuration.load(from: Locations.current.configFile)
    let store = try store.open()
    let resolver = TargetResolver(store: store)
    let target = try resolver.withMessage(resolver.target(ref))
    guard let head = target.message else { throw nothing(in: target) }
    guard try keep > 0 || PendingCalls(atEnd: head, in: store).calls.isEmpty else {
      throw Failure(
        .refusedData, "The model waits for the results of its calls; answer them first.")
    }
    let sender = try await Sender.make(
      request, configuration: configuration,
      continuing: store.newestTurn(of: target.conversation, upTo: head))
    let settings = try sender.settings.adjusted(by: store)
    let summarizer = Summarizer(store: store, client: sender.client)
    let (keep, place) = (keep, (target.conversation, target.branch))
    let summary: Summary
    do {
      summary = try await Interrupts.process.cancelling { () async throws -> Summary in
        try await summarizer.summarize(
          upTo: head, keeping: keep, in: place, settings: settings, progress: Self.tell)
      }
    } catch SummaryError.nothingToSummarize {
      throw nothing(in: target)
    } catch let error as SummaryError {
      if case .exchangeTooLong = error {
        throw Failure(
          .refusedData,
          "\(error) Name a model with a longer window, or keep more with --keep. Nothing has changed."
        )
      }
      throw Failure(
        code: Interrupts.process.exitCode ?? Failure.Code.partialOrBusy.rawValue,
        "There is no summary, and nothing has changed: \(error)")
    } catch let error as ChatClientError {
      throw sender.failure(error).adding("Nothing has changed.")
    } catch is CancellationError {
      throw Failure(
        code: Interrupts.process.exitCode ?? Failure.Code.interrupted.rawValue,
        "Interrupted; nothing has changed.")
    }
    if json {
      JSONLine(summary, in: target.conversation, isInUse: settings.strategy == .summary).write()
    } else {
      StandardOutput.line(summary.shownText)
    }
    let what = "\(summary.id.shortID) is sent in place of \(Self.messages(summary.messageCount))"
    StandardError.notice(
      settings.strategy == .summary
        ? "\(what) from now on"
        : "\(what) with --strategy summary only: \(settings.strategy.rawValue) is set")
  }

  private func nothing(in target: Target) -> Failure {
    Failure(
      .nothingFound,
      "There is nothing to summarise in \(target.conversation.id.shortID) but the newest "
        + (keep == 1 ? "exchange" : "\(keep) exchanges")
        + (keep == 0 ? "." : "; keep fewer with --keep."))
  }

  private static func tell(_ progress: SummaryProgress) {
    switch progress {
    case .asking(let messages, let left, let isWhole):
      let rest = left > 0 ? ", and then the next \(left)" : ""
      StandardError.notice("summarising \(Self.messages(messages))\(rest)")
      if !isWhole {
        StandardError.notice(
          "one exchange is longer than the window; calls of tools and their results are left out of it"
        )
      }
    case .refused:
      StandardError.notice("the endpoint refused that as too long; asking for less at once")
    }
  }

  private static func messages(_ count: Int) -> String {
    count == 1 ? "1 message" : "\(count) messages"
  }
}
