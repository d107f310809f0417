import Glibc

/// Calls on the files of a store that fail: a library loaded before libc, `Tests/Preload/faults.c`.
struct Faults: Sendable {
  /// Which calls count: `open write sync truncate make link`.
  var calls = "open write sync truncate make"
  /// The number of the first call that fails, from 1.
  var first = 1
  /// The number of the last one; nil for all that follow.
  var last: Int?
  /// What `errno` says then.
  var error: Int32 = ENOSPC
  /// A signal that is raised instead.
  var signal: Int32 = 0

  /// The same program on a machine that breaks.
  func breaking(_ convo: ConvoProgram) throws -> ConvoProgram {
    var broken = convo
    broken.environment.merge([
      "LD_PRELOAD": try Self.shim.get(), "FAULTS_FOLDER": convo.storeFolder ?? convo.store,
      "FAULTS_CALLS": " \(calls) ", "FAULTS_FIRST": "\(first)", "FAULTS_LAST": "\(last ?? 0)",
      "FAULTS_ERROR": "\(error)", "FAULTS_SIGNAL": "\(signal)",
      "FAULTS_REPORT": Self.report(of: convo),
    ]) { $1 }
    return broken
  }

  /// The same program on a machine whose clock is wrong from a reading on.
  static func clock(
    from reading: Int, seconds: Int, for convo: ConvoProgram
  ) throws -> ConvoProgram {
    var broken = convo
    broken.environment.merge([
      "LD_PRELOAD": try shim.get(), "FAULTS_CLOCK": "\(reading) \(seconds)",
      "FAULTS_REPORT": report(of: convo),
    ]) { $1 }
    return broken
  }

  /// The lines `number call path` of the calls that failed.
  static func struck(in convo: ConvoProgram) -> [String] {
    guard let file = fopen(report(of: convo), "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func report(of convo: ConvoProgram) -> String { convo.home + "/report" }

  /// Compiled once, beside the program; the compiler is one of those that Swift cannot do without.
  private static let shim: Result<String, ProcessError> = {
    let source = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let target = ConvoProgram.executable + "-faults.so"
    let draft = target + ".\(getpid())"
    let code = system(
      "{ cc -shared -fPIC -O1 -o '\(draft)' '\(source)/Preload/faults.c' -ldl || "
        + "clang -shared -fPIC -O1 -o '\(draft)' '\(source)/Preload/faults.c' -ldl; } 2>/dev/null")
    guard code == 0, rename(draft, target) == 0 else {
      return .failure(ProcessError(call: "cc Tests/Preload/faults.c", code: code))
    }
    return .success(target)
  }()
}
