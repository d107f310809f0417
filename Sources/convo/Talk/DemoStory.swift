#if Networking
  import Glibc
  import Subprocess
  import SystemPackage

  /// A conversation from its first prompt to its export, as a person would type it.
  struct DemoStory {
    let folder: String

    /// The commands' arguments, in order.
    static let steps: [[String]] = [
      ["new", "--title", "Sorting", "How do I sort a list in Swift?"],
      ["continue", "And in place?"],
      ["branch", "@~2", "--name", "stability", "Is the sort stable?"],
      ["switch", "main"],
      ["edit", "@~1", "And in place, without a copy?"],
      ["retry"],
      ["tree"],
      ["undo"],
      ["new", "--model", "demo-reasoner", "用两个字回答:什么数据库最小?"],
      ["search", "数据"],
      ["search", "role:user list"],
      ["list"],
      ["export", "--format", "openai", "Sorting"],
      ["usage", "--by", "model"],
      ["doctor"],
    ]

    /// Prints a command and runs it.
    func play(_ arguments: [String]) async throws {
      let typed = arguments.map(Self.quoted).joined(separator: " ")
      StandardOutput.line(
        StandardOutput.isColoured ? "\u{1B}[1m$ convo \(typed)\u{1B}[0m" : "$ convo \(typed)")
      StandardOutput.flush()
      let result = try await Subprocess.run(
        .path(FilePath(Self.program)), arguments: Arguments(arguments), environment: environment,
        input: .none, output: .currentStandardOutput, error: .currentStandardError)
      guard case .exited(0) = result.terminationStatus else {
        throw Failure(.endpoint, "The demonstration stopped at: convo \(typed)")
      }
      StandardOutput.line("")
      StandardOutput.flush()
    }

    private var environment: Environment {
      let values = [
        "CONVO_DB": folder + "/convo.db", "XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder,
        "OPENAI_BASE_URL": "", "CONVO_MODEL": "",
      ]
      return .inherit.updating(
        Dictionary(uniqueKeysWithValues: values.map { (Environment.Key(stringLiteral: $0), $1) }))
    }

    /// This very program.
    private static let program: String = {
      guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
      defer { free(path) }
      return String(cString: path)
    }()

    /// An argument as a shell wants it.
    private static func quoted(_ argument: String) -> String {
      let isPlain = argument.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "@"),
          UInt8(ascii: "~"), 0x80...:
          true
        default: false
        }
      }
      return isPlain ? argument : "\"\(argument)\""
    }
  }
#endif
