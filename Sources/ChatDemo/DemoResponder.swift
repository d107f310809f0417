#if Networking
  import ChatCompletions

  /// Answers requests; knows no socket and no clock.
  struct DemoResponder: Sendable {
    /// The models that the endpoint lists; every other name is answered as well.
    static let models = ["demo", "demo-reasoner"]

    /// Answers one request.
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - path: The request target; what stands before the last two parts, and the query, is free.
    ///   - body: The body.
    ///   - now: Seconds since 1970.
    /// - Returns: The response, errors included.
    func respond(method: String, path: String, body: [UInt8], now: Int) -> DemoResponse {
      do throws(DemoError) {
        let route = path.prefix { $0 != "?" }
        if route.hasSuffix("/chat/completions") {
          try expect("POST", method, route)
          let request = try DemoRequest(parsing: body)
          let completion = DemoCompletion(
            request: request, answer: DemoAnswer(to: request), created: now)
          return request.isStreamed
            ? DemoResponse(events: completion.events) : DemoResponse(json: completion.whole)
        }
        if route.hasSuffix("/models") {
          try expect("GET", method, route)
          return DemoResponse(json: Self.modelList(now: now))
        }
        throw DemoError(
          status: 404, message: "There is nothing at \(route.prefix(100)).", code: "unknown_url")
      } catch {
        return DemoResponse(status: error.status, json: error.json)
      }
    }

    private func expect(
      _ expected: String, _ method: String, _ route: Substring
    ) throws(DemoError) {
      guard method == expected else {
        throw DemoError(
          status: 405, message: "\(route.prefix(100)) takes \(expected) requests only.")
      }
    }

    private static func modelList(now: Int) -> JSONValue {
      let data: [JSONValue] = models.map { name in
        ["id": .string(name), "object": "model", "created": JSONValue(now), "owned_by": "convo"]
      }
      return ["object": "list", "data": .array(data)]
    }
  }
#endif
