import ArgumentParser
import ChatCompletions
import ChatStore
import Glibc

/// What a person is told when a command fails: one sentence, and an exit code from `sysexits.h`.
struct Failure: Error {
  /// The exit codes, documented in the README.
  enum Code: Int32 {
    case nothingFound = 1
    case usage = 64
    case refusedData = 65
    case noSuchThing = 66
    case endpoint = 69
    case inputOutput = 74
    case partialOrBusy = 75
    case keyRefused = 77
    case configuration = 78
    case interrupted = 130
  }

  let code: Int32
  /// The sentence; nil when all has been said.
  private(set) var message: String?
  /// The error, when it is for the argument parser to explain.
  private var parserError: (any Error)?

  init(_ code: Code, _ message: String? = nil) {
    self.code = code.rawValue
    self.message = message
  }

  init(code: Int32, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Finds the code and the sentence for any error.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as ChatStoreError:
      self.init(Self.code(error), error.description)
      if case .budgetTooSmall = error {
        self = adding(
          "Nothing was sent. If the model takes more, allow it with --budget; --reserve says how much stays "
            + "free for the reply.")
      }
    case let error as ChatClientError: self.init(Self.code(error), error.sentence)
    case let error as SearchQueryError: self.init(.usage, error.description)
    case let error as ConfigurationError: self.init(.configuration, "\(error)")
    case let error as PromptError: self.init(Self.code(error), error.description)
    case is CancellationError: self.init(.interrupted, "Interrupted.")
    default:
      self.init(.usage)
      parserError = error
    }
  }

  /// The same failure with another sentence behind its own.
  func adding(_ sentence: String) -> Failure {
    var failure = self
    failure.message = message.map { "\(Self.sentence($0)) \(sentence)" } ?? sentence
    return failure
  }

  /// Says the sentence and ends the program.
  func exit() -> Never {
    StandardOutput.flushQuietly()
    if let parserError { Convo.exit(withError: parserError) }
    if let message { StandardError.notice(Self.sentence(message)) }
    Glibc.exit(code)
  }

  /// The words with an end; how they begin may be an id or a file's name, and stays.
  private static func sentence(_ words: String) -> String {
    let end = words.last.map { ".!?".contains($0) } == true ? "" : "."
    return words + end
  }

  private static func code(_ error: ChatStoreError) -> Code {
    switch error {
    case .noStore, .notFound, .ambiguous, .branchNotFound, .beyondRoot,
      .operationNotFound:
      .noSuchThing
    case .notAStore, .invalidMessage, .otherConversation, .attachmentTooLarge, .budgetTooSmall,
      .inTrash, .cannotUndo, .cannotRepair, .backupRefused:
      .refusedData
    case .branchExists, .invalidBranchName, .invalidTag: .usage
    case .busy: .partialOrBusy
    case .newerSchema, .migrationChanged, .needsMigration: .configuration
    case .database(_, let error) where error.isBusy: .partialOrBusy
    case .damagedIndex, .damagedSums: .refusedData
    case .readOnly, .noSpace, .sizeLimit, .inputOutput, .database: .inputOutput
    }
  }

  private static func code(_ error: PromptError) -> Code {
    switch error {
    case .notUTF8, .containsNUL, .tooLong: .refusedData
    case .unreadable, .unwritable, .editor: .inputOutput
    }
  }

  private static func code(_ error: ChatClientError) -> Code {
    error.status == 401 || error.status == 403 ? .keyRefused : .endpoint
  }
}
