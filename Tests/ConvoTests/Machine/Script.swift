import Glibc

/// A shell script on a machine that it makes small: what it does to a disk, only it sees.
enum Script {
  /// Runs a script, in a mount namespace of its own if it is given one.
  static func run(
    _ text: String, _ arguments: [String] = [], namespace: [String] = [], in convo: ConvoProgram
  ) async throws -> [Said] {
    var program = convo
    program.environment["PATH"] =
      String(ConvoProgram.executable.dropLast("/convo".count)) + ":/usr/sbin:/usr/bin:/sbin:/bin"
    let files = try ProcessFiles(folder: convo.home, input: said + text)
    defer { files.remove() }
    let process = try program.start(
      executable: "/usr/bin/env", ["env"] + namespace + ["sh", files.path("in")] + arguments,
      files: files)
    let code = await process.end()
    let lines = files.read("out").split(separator: "\n").map { Said(String($0)) }
    guard code == 0 else {
      throw ProcessError(call: "the script: \(files.read("err"))", code: code)
    }
    return lines
  }

  /// Runs convo, and prints its exit code and all that it said on one line.
  private static let said = """
    said() {
      name=$1
      shift
      convo "$@" >"$HOME/out" 2>"$HOME/err" </dev/null
      code=$?
      echo "$name|$code|$(tr '\\n' ' ' <"$HOME/out")|$(tr '\\n' ' ' <"$HOME/err")"
    }

    """

  /// The way to a mount namespace of one's own; nil where the system gives none.
  static let mountNamespace: [String]? = [["unshare", "-m"], ["unshare", "-rm"]].first {
    system($0.joined(separator: " ") + " mount -t tmpfs none /mnt 2>/dev/null") == 0
  }
}
