/// The tool calls of a reply while their pieces come in.
///
/// Servers disagree about how a piece names its call: by index, by id, by both on every piece, by
/// neither, by an index that starts at 1 or is always 0. See `position(of:)`.
struct ToolCallAccumulator {
  /// A call while it grows.
  struct Call {
    var id: String?
    var type = "function"
    var name = ""
    var arguments = ReplyText()
    var extras = JSONObject()
  }

  /// What a piece says about itself.
  struct Piece {
    var index: Int?
    var id: String?
    var name: String?
    var type: String?
    /// The arguments as a JSON string.
    var arguments: JSONStringToken?
    /// The arguments where they came as another JSON value.
    var rawArguments: String?
    var extras = JSONObject()
  }

  /// The calls so far.
  private(set) var calls: [Call] = []
  private var positionOfIndex: [Int: Int] = [:]
  /// By the bytes of the id: strings are equal too soon.
  private var positionOfID: [[UInt8]: Int] = [:]
  private var current: Int?

  /// Whether there were more calls than are kept, so that some are missing.
  private(set) var hasOverflown = false

  /// More calls than any model asks for at once; further ones are dropped.
  private static let limit = 4096
  /// More unknown members than any provider adds to a call.
  private static let extrasLimit = 64

  /// Whether every call is exact.
  var isExact: Bool { calls.allSatisfy(\.arguments.isExact) }

  /// Takes a piece and gives the deltas it makes, each nil when it adds nothing: what is written,
  /// and what else is known of the call.
  ///
  /// `isWhole` says that it is a call from a whole message: always one of its own.
  mutating func add(
    _ piece: Piece, of scanner: JSONScanner, isWhole: Bool
  ) -> (written: ReplyDelta?, details: ReplyDelta?) {
    let isNew: Bool
    let position: Int
    if !isWhole || calls.count >= Self.limit, let known = self.position(of: piece, scanner) {
      guard known < calls.count else {
        hasOverflown = true
        return (nil, nil)
      }
      (position, isNew) = (known, false)
    } else if calls.count >= Self.limit {
      hasOverflown = true
      return (nil, nil)
    } else {
      position = calls.count
      isNew = true
      calls.append(Call())
    }
    current = position
    if let index = piece.index, positionOfIndex.count < 2 * Self.limit {
      positionOfIndex[index] = position
    }

    var id: String?
    if calls[position].id == nil, let given = piece.id {
      calls[position].id = given
      positionOfID[Array(given.utf8)] = position
      id = given
    }
    let details = addDetails(piece, to: position)
    let name = addName(piece.name, to: position)
    var arguments = ""
    if let token = piece.arguments {
      arguments = calls[position].arguments.append(token, of: scanner)
    } else if let raw = piece.rawArguments {
      arguments = calls[position].arguments.append(raw)
    }
    let isWritten = isNew || id != nil || name != nil || !arguments.isEmpty
    return (
      isWritten ? .toolCall(index: position, id: id, name: name, arguments: arguments) : nil,
      details
    )
  }

  /// Takes kind and unknown members; gives a delta when they are other than before.
  private mutating func addDetails(_ piece: Piece, to position: Int) -> ReplyDelta? {
    let (type, extras) = (calls[position].type, calls[position].extras)
    if let given = piece.type { calls[position].type = given }
    for member in piece.extras.members
    where calls[position].extras.members.count < Self.extrasLimit {
      calls[position].extras[member.key] = member.value
    }
    let call = calls[position]
    guard !call.type.hasSameBytes(as: type) || call.extras != extras else { return nil }
    return .toolCallDetails(index: position, type: call.type, extras: call.extras.pairs)
  }

  /// Appends to a name; some servers repeat the whole name with every piece.
  private mutating func addName(_ name: String?, to position: Int) -> String? {
    guard let name, !name.hasSameBytes(as: calls[position].name) else { return nil }
    calls[position].name += name
    return name
  }

  /// The call that a piece belongs to; nil when it begins a new one.
  ///
  /// A known id decides, then the index, then the call that is being written. An unknown id begins
  /// a new call unless the call found otherwise still lacks one, or the piece is but a continuation
  /// by a server that makes up an id for every piece.
  private func position(of piece: Piece, _ scanner: JSONScanner) -> Int? {
    if let id = piece.id, let known = self.position(ofID: id) { return known }
    guard let known = piece.index.flatMap({ positionOfIndex[$0] }) else {
      return positionWithoutIndex(of: piece, scanner)
    }
    if piece.id != nil, calls[known].id != nil {
      return piece.name == nil && piece.hasArguments(scanner) ? known : overflow
    }
    if piece.id != nil, piece.name != nil, !calls[known].name.isEmpty,
      !calls[known].arguments.text.isEmpty
    {
      return overflow
    }
    return beginsAnother(piece, after: known, scanner) ? overflow : known
  }

  private func position(ofID id: String) -> Int? { positionOfID[Array(id.utf8)] }

  private func positionWithoutIndex(of piece: Piece, _ scanner: JSONScanner) -> Int? {
    guard let current else { return nil }
    let call = calls[current]
    if piece.id != nil {
      // An id that comes late, for a call that was begun without one.
      let isLate = piece.index == nil && call.id == nil && piece.name == nil
      return isLate ? current : overflow
    }
    guard let name = piece.name else { return current }
    // A new index with a name is a call of its own.
    if piece.index != nil { return overflow }
    if call.name.isEmpty { return current }
    if name.hasSameBytes(as: call.name) {
      return beginsAnother(piece, after: current, scanner) ? overflow : current
    }
    let isRestOfName = call.arguments.text.isEmpty && !piece.hasArguments(scanner)
    return isRestOfName ? current : overflow
  }

  /// Whether a piece that names a function starts a call over, the one before being complete.
  private func beginsAnother(_ piece: Piece, after position: Int, _ scanner: JSONScanner) -> Bool {
    guard piece.name != nil, calls[position].arguments.text.utf8.last == UInt8(ascii: "}"),
      piece.beginsObject(scanner)
    else { return false }
    return (try? JSONValue(parsing: calls[position].arguments.text)) != nil
  }

  /// Where a new call goes when there are too many: nowhere.
  private var overflow: Int? {
    calls.count < Self.limit ? nil : calls.count
  }

  /// Ends all calls: gives those that never got an id one, made from their position.
  mutating func flush() -> [ReplyDelta] {
    var deltas: [ReplyDelta] = []
    for position in calls.indices {
      let arguments = calls[position].arguments.flush()
      var id: String?
      if calls[position].id == nil {
        let made = madeID(position)
        calls[position].id = made
        positionOfID[Array(made.utf8)] = position
        id = made
      }
      guard id != nil || !arguments.isEmpty else { continue }
      deltas.append(.toolCall(index: position, id: id, name: nil, arguments: arguments))
    }
    return deltas
  }

  private func madeID(_ position: Int) -> String {
    var number = position
    while true {
      let digits = String(number)
      let id = "call_" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
      if self.position(ofID: id) == nil { return id }
      number &+= Self.limit
    }
  }

  /// The calls, once `flush` was called.
  var toolCalls: [ChatToolCall] {
    calls.map { call in
      ChatToolCall(
        id: call.id ?? "", type: call.type, name: call.name,
        arguments: call.arguments.text, extras: call.extras.pairs)
    }
  }
}

extension ToolCallAccumulator.Piece {
  fileprivate func hasArguments(_ scanner: JSONScanner) -> Bool {
    rawArguments != nil || arguments.map { $0.start < $0.end } ?? false
  }

  fileprivate func beginsObject(_ scanner: JSONScanner) -> Bool {
    if rawArguments != nil { return true }
    guard let arguments, arguments.start < arguments.end else { return false }
    return scanner.bytes[arguments.start] == UInt8(ascii: "{")
  }
}
