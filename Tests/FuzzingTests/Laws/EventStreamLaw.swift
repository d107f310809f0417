@testable import ChatCompletions

/// The stream of events is read as the specification says, however it was cut into pieces, and
/// never holds more than its limit.
package enum EventStreamLaw {
  /// Holds a stream to the law.
  /// - Throws: `BrokenLaw`.
  package static func check(_ stream: [UInt8]) throws {
    let expected = events(asSpecifiedIn: stream)
    for pieces in Cuts.all(of: stream) {
      let read = Self.read(pieces, limit: 1 << 20)
      guard !read.isOverLimit, read.events == expected else {
        throw BrokenLaw(
          "a stream's events are those of the specification",
          "\(pieces.count) pieces gave \(read.events), not \(expected)")
      }
      let limited = Self.read(pieces, limit: 24)
      guard expected.starts(with: limited.events),
        limited.isOverLimit || limited.events == expected
      else {
        throw BrokenLaw(
          "below its limit a stream gives the same events, and then an error",
          "\(pieces.count) pieces gave \(limited.events), not \(expected)")
      }
    }
  }

  private static func read(
    _ pieces: [[UInt8]], limit: Int
  ) -> (events: [[UInt8]], isOverLimit: Bool) {
    var parser = ServerSentEventParser(sizeLimit: limit)
    var events: [[UInt8]] = []
    for piece in pieces {
      let result = piece.withUnsafeBytes { bytes in
        Result { () throws(ServerSentEventError) in
          try parser.consume(bytes) { events.append(Array($0)) }
        }
      }
      guard case .success = result else { return (events, true) }
    }
    parser.finish { events.append(Array($0)) }
    return (events, false)
  }

  /// The same events by the plainest reading of
  /// <https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream>, but
  /// that an event without data is none, and one without its blank line is one.
  private static func events(asSpecifiedIn stream: [UInt8]) -> [[UInt8]] {
    var events: [[UInt8]] = []
    var data: [[UInt8]] = []
    func dispatch() {
      let event = Array(data.joined(separator: [0x0A]))
      if !event.isEmpty { events.append(event) }
      data = []
    }
    for line in lines(of: stream) {
      if line.isEmpty {
        dispatch()
      } else if line.starts(with: "data:".utf8) {
        let value = line.dropFirst(5)
        data.append(Array(value.first == 0x20 ? value.dropFirst() : value))
      } else if line.elementsEqual("data".utf8) {
        data.append([])
      }
    }
    dispatch()
    return events
  }

  private static func lines(of stream: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var index = stream.startIndex
    while index < stream.endIndex {
      let byte = stream[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else {
        lines[lines.count - 1].append(byte)
        continue
      }
      if byte == 0x0D, index < stream.endIndex, stream[index] == 0x0A { index += 1 }
      lines.append([])
    }
    // What follows the last line's end is a line only if something is there.
    if lines.last == [] { lines.removeLast() }
    if let first = lines.first, first.starts(with: [0xEF, 0xBB, 0xBF]) {
      lines[0].removeFirst(3)
    }
    return lines
  }
}
