#if Networking
  import AsyncHTTPClient
  import ChatCompletions
  import NIOCore
  import NIOHTTP1
  import NIOHTTPCompression
  import NIOPosix
  import NIOSSL

  extension TransportError {
    /// How far an exchange had come when it failed.
    enum Stage {
      /// No response head had arrived.
      case waiting
      /// The body was being read.
      case reading
    }

    /// The one sentence for people about whatever the network libraries throw.
    ///
    /// Never the library's own description: those of header errors hold the values of headers.
    /// - Returns: A `TransportError`, or `CancellationError` for a cancelled task.
    static func translating(_ error: any Error, route: Route, stage: Stage) -> any Error {
      switch error {
      case is CancellationError, is TransportError: return error
      case let error as HTTPClientError: return translating(error, route: route, stage: stage)
      case let error as NIOConnectionError: return translating(error, route: route)
      case let error as IOError: return TransportError(errno: error.errnoCode, route: route)
      case ChannelError.connectTimeout:
        return TransportError(.timedOut, "cannot connect to \(route.firstHop): no answer in time")
      case is ChannelError: return TransportError(lost: route, stage: stage)
      case HTTPParserError.invalidEOFState: return TransportError(lost: route, stage: stage)
      case is HTTPParserError:
        return TransportError(
          .invalidResponse, "what \(route.description) sent is not a valid HTTP response")
      case NIOHTTPDecompression.DecompressionError.limit:
        return TransportError(
          .invalidResponse, "the compressed response of \(route.description) is too large")
      case is NIOHTTPDecompression.DecompressionError,
        is NIOHTTPDecompression.ExtraDecompressionError:
        return TransportError(
          .invalidResponse, "the compressed response of \(route.description) is damaged")
      case NIOSSLError.uncleanShutdown: return TransportError(lost: route, stage: stage)
      case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
        return tlsError(error, route: route)
      case is SocketAddressError:
        return TransportError(.nameNotFound, "cannot find the host of \(route.firstHop)")
      default:
        let kind: Kind = stage == .waiting ? .cannotConnect : .connectionLost
        return TransportError(
          kind, "the exchange with \(route.description) failed (\(type(of: error)))")
      }
    }

    private static func translating(
      _ error: HTTPClientError, route: Route, stage: Stage
    ) -> TransportError {
      switch error {
      case .connectTimeout, .getConnectionFromPoolTimeout, .socksHandshakeTimeout,
        .httpProxyHandshakeTimeout:
        return TransportError(.timedOut, "cannot connect to \(route.firstHop): no answer in time")
      case .tlsHandshakeTimeout:
        return TransportError(
          .timedOut, "cannot agree on TLS with \(route.description): no answer in time")
      case .readTimeout, .writeTimeout, .deadlineExceeded:
        return TransportError(.timedOut, "\(route.description) did not answer in time")
      case .proxyAuthenticationRequired:
        return TransportError(
          .cannotConnect, "\(route.firstHop) asks for a user name and password")
      case .invalidProxyResponse:
        return TransportError(
          .cannotConnect, "\(route.firstHop) refused to connect to \(route.url.authority)")
      case .alreadyShutdown:
        return TransportError(.cannotConnect, "the HTTP transport has been shut down")
      case .invalidURL, .emptyHost, .emptyScheme:
        return TransportError(.invalidURL, "the URL cannot be requested")
      default: break
      }
      // These carry the offending values, so that they cannot be told by comparing.
      switch error.shortDescription {
      case HTTPClientError.invalidHeaderFieldNames([]).shortDescription,
        HTTPClientError.invalidHeaderFieldValues([]).shortDescription:
        return TransportError(
          .invalidURL,
          "a request header holds a character that HTTP forbids (does the key hold a line break?)")
      case HTTPClientError.unsupportedScheme("").shortDescription:
        return TransportError(.invalidURL, "the URL must begin with http:// or https://")
      default: return TransportError(lost: route, stage: stage)
      }
    }

    private static func translating(_ error: NIOConnectionError, route: Route) -> TransportError {
      guard let failure = error.connectionErrors.first?.error else {
        return TransportError(.nameNotFound, "cannot find the host of \(route.firstHop)")
      }
      if let failure = failure as? IOError {
        return TransportError(errno: failure.errnoCode, route: route)
      }
      return TransportError(.timedOut, "cannot connect to \(route.firstHop): no answer in time")
    }

    private static func tlsError(_ error: any Error, route: Route) -> TransportError {
      let details = String(describing: error)
      let (kind, reason): (Kind, String) =
        if details.contains("CERTIFICATE_VERIFY_FAILED") || details.contains("Certificate") {
          (.untrustedCertificate, "its certificate is not trusted")
        } else if details.contains("failedToValidateHostname") {
          (.tls, "its certificate is for another host")
        } else if details.contains("WRONG_VERSION_NUMBER") {
          (.tls, "it does not speak TLS on this port")
        } else {
          (.tls, "the handshake failed")
        }
      return TransportError(kind, "cannot agree on TLS with \(route.description): \(reason)")
    }
  }
#endif
