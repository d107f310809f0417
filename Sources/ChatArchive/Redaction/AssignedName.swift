/// A name that something is assigned to, as far as it tells that this is a secret.
enum AssignedName {
  /// `password`, `api_key` and their like: whatever is assigned is one.
  case strong
  /// `token` and `secret`, which are also names for other things: what is assigned must look like one.
  case weak
  /// `Authorization`: a scheme and a credential.
  case authorization

  /// Reads the end of a name; case, hyphens and underscores do not matter.
  ///
  /// - Parameter name: The ASCII letters and digits at the end of the name, in lower case.
  init?(_ name: [UInt8]) {
    func ends(_ word: StaticString) -> Bool {
      let count = word.utf8CodeUnitCount
      guard count <= name.count else { return false }
      return name.suffix(count).elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: count))
    }
    // Most names end with none of these.
    switch name.last {
    case UInt8(ascii: "d"):
      guard ends("password") || ends("passwd") || ends("pwd") else { return nil }
      self = .strong
    case UInt8(ascii: "e"):
      guard ends("passphrase") else { return nil }
      self = .strong
    case UInt8(ascii: "y"):
      guard
        ends("apikey") || ends("accesskey") || ends("secretkey") || ends("privatekey")
          || ends("authkey") || ends("encryptionkey") || ends("signingkey")
      else { return nil }
      self = .strong
    case UInt8(ascii: "t"):
      guard ends("secret") else { return nil }
      self = ends("clientsecret") || ends("keysecret") ? .strong : .weak
    case UInt8(ascii: "n"):
      if ends("authorization") {
        self = .authorization
      } else if ends("token") {
        self = ends("accesstoken") || ends("refreshtoken") || ends("authtoken") ? .strong : .weak
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// Reads a whole name.
  init?(_ name: String) {
    var letters: [UInt8] = []
    for byte in name.utf8.reversed() where letters.count < Self.longest {
      if byte.isASCIILetter || byte.isASCIIDigit { letters.append(byte | 0x20) }
    }
    self.init(letters.reversed())
  }

  /// How many bytes of a name matter.
  static let longest = 16
}
