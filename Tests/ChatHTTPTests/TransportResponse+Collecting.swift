#if Networking
  import ChatCompletions

  extension TransportResponse {
    /// The whole body.
    func collect() async throws -> [UInt8] {
      var bytes: [UInt8] = []
      for try await piece in body { bytes += piece }
      return bytes
    }

    /// What arrived before the body ended or failed, and the failure.
    func collectUntilFailure() async -> (text: String, failure: (any Error)?) {
      var bytes: [UInt8] = []
      do {
        for try await piece in body { bytes += piece }
        return (String(decoding: bytes, as: UTF8.self), nil)
      } catch {
        return (String(decoding: bytes, as: UTF8.self), error)
      }
    }
  }

  extension TransportError {
    /// The error that an operation throws, if it is one of these.
    static func thrown(by operation: () async throws -> some Any) async -> TransportError? {
      do {
        _ = try await operation()
        return nil
      } catch {
        return error as? TransportError
      }
    }
  }
#endif
