import ChatTestSupport
import Glibc

/// A running process.
struct ConvoProcess: Sendable {
  let pid: pid_t

  init(
    executable: String, arguments: [String], environment: [String], files: ProcessFiles
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files.path("in"), O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, files.path("out"), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(
      &actions, 2, files.path("err"), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own: no test may depend on the terminal that the tests are run in.
    // Signals that the test runner ignores would stay ignored.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(0x80 | 0x04))  // SETSID, SETSIGDEF
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, executable, &actions, &attributes, &argv, &envp)
    guard code == 0 else { throw ProcessError(call: "posix_spawn \(executable)", code: code) }
    self.pid = pid
  }

  /// Waits for the end: the exit code, or 128 and the signal's number.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// The same without holding one of the few threads that all tests share.
  func end() async -> Int32 {
    await withCheckedContinuation { continuation in
      let thread = LoopbackThread { continuation.resume(returning: wait()) }
      do { try thread.start() } catch { continuation.resume(returning: wait()) }
    }
  }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(pid, number) }
}
