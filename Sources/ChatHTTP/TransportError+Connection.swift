#if Networking
  import ChatCompletions

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  extension TransportError {
    /// A connection that ended before its time.
    init(lost route: Route, stage: Stage) {
      switch stage {
      case .waiting:
        self.init(.connectionLost, "\(route.description) closed the connection without an answer")
      case .reading:
        self.init(
          .connectionLost, "the connection to \(route.description) broke off within the response")
      }
    }

    /// What the operating system said about a socket.
    init(errno code: CInt, route: Route) {
      func connecting(_ reason: String, _ kind: Kind = .cannotConnect) -> TransportError {
        TransportError(kind, "cannot connect to \(route.firstHop): \(reason)")
      }
      switch code {
      case ECONNREFUSED: self = connecting("connection refused")
      case EHOSTUNREACH, EHOSTDOWN: self = connecting("no route to the host")
      case ENETUNREACH, ENETDOWN, EADDRNOTAVAIL: self = connecting("the network is unreachable")
      case EACCES, EPERM: self = connecting("the system does not permit it")
      case EMFILE, ENFILE: self = connecting("too many open files")
      case ETIMEDOUT: self = connecting("no answer in time", .timedOut)
      case ECONNRESET, ECONNABORTED, EPIPE, ENOTCONN:
        self.init(.connectionLost, "the connection to \(route.description) was reset")
      default:
        self.init(
          .connectionLost, "the connection to \(route.description) failed (system error \(code))")
      }
    }
  }
#endif
