#if Networking
  import ArgumentParser
  import ChatCompletions
  import ChatSession

  /// `convo models`: what can be asked.
  struct Models: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "models", _superCommandName: "convo",
      abstract: "List the models of the endpoint, or those that the configuration knows.",
      discussion: "Example: convo models --provider ecnu --known")

    @OptionGroup var request: RequestOptions

    @Flag(help: "Do not ask the endpoint; list what the configuration knows.")
    var known = false

    @Flag(help: "Print JSON Lines.")
    var json = false

    func run() async throws {
      let configuration = try Configuration.load(from: Locations.current.configFile)
      if known { return listKnown(configuration) }
      var request = request
      // Whoever asks which models there are need not name one.
      request.model = request.model ?? "any"
      let sender = try await Sender.make(request, configuration: configuration, quietly: true)
      let ids: [String]
      do {
        ids = try await sender.client.models()
      } catch let error as ChatClientError {
        throw sender.failure(error)
      }
      guard !ids.isEmpty else { throw Failure(.nothingFound, "The endpoint lists no models.") }
      let provider = configuration.provider(named: sender.settings.provider)
      for id in ids {
        let window = provider.map { $0.profile(of: id) }.flatMap {
          $0.isKnown ? $0.profile.context : nil
        }
        write(id, provider: sender.settings.provider, window: window)
      }
    }

    private func listKnown(_ configuration: Configuration) {
      for provider in configuration.providers
      where request.provider == nil || request.provider == provider.name {
        for model in provider.models {
          write(
            "\(provider.name)/\(model.name)", provider: provider.name,
            window: provider.profile(of: model.name).profile.context)
        }
      }
    }

    private func write(_ id: String, provider: String, window: Int?) {
      guard json else {
        let name = TerminalText.line(id)
        return StandardOutput.line(
          window.map { name.padded(to: 32) + " \($0) tokens" } ?? name)
      }
      var line = JSONLine(type: "model")
      line.add("id", id)
      line.add("provider", provider)
      line.add("context", window)
      line.write()
    }
  }
#endif
