import Glibc

@testable import convo

/// The built program, run as a person runs it: a process of its own, in a home of its own.
struct ConvoProgram: Sendable {
  /// What a run printed, and how it ended.
  struct Result: Sendable {
    let output: String
    let errors: String
    /// The exit code, or 128 and the signal's number.
    let code: Int32
  }

  /// The home folder: store, configuration and state are below it.
  let home: String
  /// More variables of the environment.
  var environment: [String: String] = [:]

  /// Where the store is, if not in the home folder.
  var storeFolder: String?

  /// The store's file.
  var store: String { (storeFolder ?? home) + "/convo.db" }

  /// Writes the configuration.
  func configure(_ text: String) throws {
    try ConfigurationFile.write(text, to: home + "/config/convo/config.toml")
  }

  /// Runs the program to its end.
  func run(_ arguments: String..., input: String = "") async throws -> Result {
    try await run(arguments, input: input)
  }

  func run(_ arguments: [String], input: String = "") async throws -> Result {
    let files = try ProcessFiles(folder: home, input: input)
    defer { files.remove() }
    let process = try start(arguments, files: files)
    let code = await process.end()
    let result = Result(output: files.read("out"), errors: files.read("err"), code: code)
    SecretScan.check(result, in: home)
    return result
  }

  /// Starts the program and goes on.
  func start(_ arguments: [String], files: ProcessFiles) throws -> ConvoProcess {
    try start(executable: Self.executable, ["convo"] + arguments, files: files)
  }

  /// Starts any program with this home and environment.
  func start(
    executable: String, _ arguments: [String], files: ProcessFiles
  ) throws -> ConvoProcess {
    var variables = ["PATH": "/usr/bin:/bin", "TZ": "UTC"]
    variables["OPENAI_API_KEY"] = SecretScan.key(for: home)
    variables.merge(environment) { $1 }
    variables["HOME"] = home
    variables["CONVO_DB"] = store
    variables["XDG_CONFIG_HOME"] = home + "/config"
    variables["XDG_STATE_HOME"] = home + "/state"
    SecretScan.note(variables, in: home)
    return try ConvoProcess(
      executable: executable, arguments: arguments,
      environment: variables.map { "\($0)=\($1)" }, files: files)
  }

  /// The program stands beside the test bundle that is running.
  static let executable: String = {
    guard let path = realpath("/proc/self/exe", nil) else { return "convo" }
    defer { free(path) }
    let own = String(cString: path)
    let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
    // Some runners are a helper of the toolchain that loads the bundle given as an argument.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    let besideBundle = bundle.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
    return [besideBundle, folder].compactMap { $0.map { $0 + "/convo" } }
      .first { access($0, X_OK) == 0 } ?? folder + "/convo"
  }()
}

/// Runs a test in a home of its own, which is searched for keys and removed afterwards.
func withConvo<Value>(
  environment: [String: String] = [:], _ body: (ConvoProgram) async throws -> Value
) async throws -> Value {
  var template = Array("/tmp/convo-test-XXXXXX".utf8CString)
  let home = template.withUnsafeMutableBufferPointer { buffer in
    buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
  }
  guard let home else { throw ProcessError(call: "mkdtemp", code: errno) }
  defer {
    SecretScan.finish(home)
    removeTree(home)
  }
  return try await body(ConvoProgram(home: home, environment: environment))
}

/// Removes a folder and everything in it.
func removeTree(_ path: String) {
  if let folder = opendir(path) {
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    closedir(folder)
    for name in names where name != "." && name != ".." { removeTree(path + "/" + name) }
  }
  _ = remove(path)
}
