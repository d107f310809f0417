/// Tells which addresses may be links.
enum PageAddress {
  /// Whether an address leads to the web or to a mailbox.
  static func isSafe(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    for scheme: StaticString in ["https://", "http://", "mailto:"] {
      let length = scheme.utf8CodeUnitCount
      guard address.count > length else { continue }
      // Only letters differ by case, and they by one bit.
      let matches = (0..<length).allSatisfy { index in
        let (given, wanted) = (address[index], scheme.utf8Start[index])
        return given == wanted || (wanted.isASCIILetter && given == wanted ^ 0x20)
      }
      if matches { return true }
    }
    return false
  }
}
