import Glibc

/// Runs a line as a person types it, with both streams on one screen.
enum Shell {
  static func run(_ line: String, in convo: ConvoProgram) async throws -> String {
    let folder = String(ConvoProgram.executable.dropLast("/convo".count))
    var program = convo
    program.environment["PATH"] = folder + ":/usr/bin:/bin"
    let files = try ProcessFiles(folder: convo.home, input: "")
    defer { files.remove() }
    let process = try program.start(
      executable: "/bin/sh", ["sh", "-c", "exec 2>&1; \(line)"], files: files)
    _ = await process.end()
    return files.read("out")
  }
}
