#if Networking
  import ChatTestSupport

  extension BrokenMachine {
    /// A turn in which a signal was raised at a call on the store's files.
    struct StruckTurn {
      let machine: BrokenMachine
      let result: ConvoProgram.Result
      /// The number of the call.
      let number: Int
      /// Whether the turn came to that call.
      let isStruck: Bool
      /// Whether the endpoint was asked.
      let isSent: Bool
    }

    /// Raises a signal at one call after the other until a turn comes through.
    static func atEveryWrite(
      _ signal: Int32, from first: Int, step: Int, _ body: (StruckTurn) throws -> Void
    ) async throws {
      let server = try endpoint()
      defer { server.stop() }
      let bytes = try await store()
      var number = first
      var isStruck = true
      while isStruck {
        try await with(server, store: bytes) { machine in
          let faults = Faults(first: number, last: number, signal: signal)
          let before = server.requests.count
          let result = try await faults.breaking(machine.convo).run(arguments)
          isStruck = !Faults.struck(in: machine.convo).isEmpty
          try body(
            StruckTurn(
              machine: machine, result: result, number: number, isStruck: isStruck,
              isSent: server.requests.count > before))
        }
        number += step
      }
    }
  }
#endif
