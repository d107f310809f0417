#if Networking
  /// Why the demo could not be started.
  public struct DemoEndpointError: Error, Sendable, Equatable {
    /// One sentence for people.
    public var message: String
  }
#endif
