/// Reads small numbers and bytes off the front of an input; at the end it gives zeros and nothing.
struct InputReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ input: [UInt8]) {
    rest = input[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() -> UInt8 {
    rest.popFirst() ?? 0
  }

  /// A number of so many bytes, the highest first.
  mutating func number(bytes count: Int) -> Int64 {
    (0..<count).reduce(0) { number, _ in number << 8 | Int64(byte()) }
  }

  /// The next bytes, or what is left of them.
  mutating func bytes(_ count: Int) -> [UInt8] {
    let taken = Array(rest.prefix(count))
    rest = rest.dropFirst(count)
    return taken
  }
}
