#if Networking
  import ArgumentParser
  import ChatDemo
  import Glibc
  import Subprocess

  /// `convo demo`: the whole story, offline.
  struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "demo", _superCommandName: "convo",
      abstract: "Play a conversation with the built-in offline endpoint, in a temporary store.",
      discussion: """
        Every command is printed as you would type it. Nothing of yours is read or written. With \
        --serve the endpoint alone is started, for your own clients.

        Example: convo demo
        """)

    @Flag(help: "Only start the endpoint, print its URL, and wait for Ctrl-C.")
    var serve = false

    @Option(help: "With --serve: the port; 0 takes a free one.")
    var port = 0

    func run() async throws {
      let endpoint: DemoEndpoint
      do {
        endpoint = try await DemoEndpoint.start(port: port)
      } catch let error as DemoEndpointError {
        throw Failure(.inputOutput, error.message)
      }
      if serve {
        StandardOutput.line(endpoint.baseURL)
        StandardOutput.flush()
        try await Task.sleep(for: .seconds(365 * 86_400))
      }
      let folder = try DemoFolder(endpoint: endpoint.baseURL)
      defer { folder.remove() }
      let story = DemoStory(folder: folder.path)
      for step in DemoStory.steps { try await story.play(step) }
      await endpoint.shutdown()
    }
  }
#endif
