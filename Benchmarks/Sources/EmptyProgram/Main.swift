import ArgumentParser

/// Where the program starts: as convo does, without the concurrency runtime.
@main
enum Main {
  static func main() {
    do {
      var command = try EmptyProgram.parseAsRoot()
      try command.run()
    } catch {
      EmptyProgram.exit(withError: error)
    }
  }
}
