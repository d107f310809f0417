import ArgumentParser

@main struct EmptyProgram: AsyncParsableCommand {
  func run() async throws {}
}
