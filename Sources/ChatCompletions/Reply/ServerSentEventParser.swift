/// Cuts a stream of bytes into the payloads of server-sent events.
///
/// Follows https://html.spec.whatwg.org/multipage/server-sent-events.html §9.2.6 for the `data`
/// field; `event`, `id` and `retry` mean nothing to chat completions and are passed over. Pieces
/// may be cut anywhere. A payload that lies whole in a piece is handed over where it lies.
struct ServerSentEventParser {
  /// The largest event that is put together, in bytes.
  let sizeLimit: Int

  /// A line whose end has not come yet.
  private var line: [UInt8] = []
  /// The data lines of the event so far, each followed by LF.
  private var data: [UInt8] = []
  private var endedWithCR = false
  private var isFirstLine = true

  /// How much of an event that has not come to its end lies here, in bytes.
  var unfinishedBytes: Int { line.count + data.count }

  init(sizeLimit: Int = 64 << 20) {
    self.sizeLimit = sizeLimit
  }

  /// Takes the next piece and hands over the payload of every event that it completes.
  /// - Throws: `ServerSentEventError`.
  mutating func consume(
    _ piece: UnsafeRawBufferPointer, event: (UnsafeRawBufferPointer) -> Void
  ) throws(ServerSentEventError) {
    var start = 0
    if endedWithCR, let first = piece.first {
      endedWithCR = false
      if first == 0x0A { start = 1 }
    }
    while start < piece.count {
      let end = piece.lineEnd(from: start)
      guard end < piece.count else {
        guard line.count + data.count <= sizeLimit - (end - start) else { throw .eventTooLarge }
        line.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[start...]))
        return
      }
      var next = end + 1
      if piece[end] == 0x0D {
        if next == piece.count {
          endedWithCR = true
        } else if piece[next] == 0x0A {
          next += 1
        }
      }
      let rest = UnsafeRawBufferPointer(rebasing: piece[start..<end])
      if line.isEmpty {
        let whole = next < piece.count && (piece[next] == 0x0A || piece[next] == 0x0D)
        try take(line: rest, whole: whole, event)
      } else {
        line.append(contentsOf: rest)
        let whole = line
        line.removeAll(keepingCapacity: whole.count <= 1 << 16)
        try whole.withUnsafeBytes { bytes in
          Result { () throws(ServerSentEventError) in try take(line: bytes, whole: false, event) }
        }.get()
      }
      start = next
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Ends the stream and hands over an event that lacks its blank line, as many servers leave it.
  mutating func finish(event: (UnsafeRawBufferPointer) -> Void) {
    let last = line
    line = []
    last.withUnsafeBytes { bytes in
      // A line that is too large by now has been refused before.
      if !bytes.isEmpty { try? take(line: bytes, whole: false, event) }
    }
    dispatch(event)
  }

  /// Takes a line without its end; `whole` says that the line after it is blank.
  private mutating func take(
    line: UnsafeRawBufferPointer, whole: Bool, _ event: (UnsafeRawBufferPointer) -> Void
  ) throws(ServerSentEventError) {
    var line = line
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: Self.byteOrderMark) {
        line = UnsafeRawBufferPointer(rebasing: line.dropFirst(Self.byteOrderMark.count))
      }
    }
    guard let first = line.first else {
      dispatch(event)
      return
    }
    guard first != UInt8(ascii: ":") else { return }
    guard let value = line.dataField else { return }
    if whole, data.isEmpty {
      // The blank line that follows finds no data waiting and does nothing.
      if !value.isEmpty { event(value) }
      return
    }
    guard data.count < sizeLimit - value.count else { throw .eventTooLarge }
    data.append(contentsOf: value)
    data.append(0x0A)
  }

  private mutating func dispatch(_ event: (UnsafeRawBufferPointer) -> Void) {
    guard !data.isEmpty else { return }
    data.withUnsafeBytes { bytes in
      if bytes.count > 1 { event(UnsafeRawBufferPointer(rebasing: bytes.dropLast())) }
    }
    data.removeAll(keepingCapacity: data.count <= 1 << 16)
  }
}
