import CSQLite
import Glibc

/// A file that is offered as a store: any bytes at all, or a sample with some of it changed.
///
/// The first byte of an input chooses: below 128 a sample, else the rest are the file. Of a sample the
/// rest say what is changed, edit after edit.
/// So a few bytes reach every row and page of a store, and none need a valid checksum or offset.
struct StoreDamage {
  private var input: InputReader
  private let sample: [UInt8]?

  init(_ bytes: [UInt8]) throws {
    input = InputReader(bytes)
    let choice = Int(input.byte())
    let samples = SampleStore.all
    sample = try choice < 128 ? samples[choice % samples.count].get() : nil
  }

  /// Puts the file in its place: values of rows are changed first, then bytes.
  mutating func write(to files: StoreFiles) throws {
    guard let sample else { return try files.write(Array(input.rest)) }
    try files.write(sample)
    if input.byte() & 1 == 0 {
      try changeRows(of: files)
    } else {
      try files.write(changingBytes(of: sample))
    }
  }

  // MARK: Bytes

  private mutating func changingBytes(of sample: [UInt8]) -> [UInt8] {
    var file = sample
    let page = 512
    while !input.isAtEnd, !file.isEmpty {
      let kind = input.byte()
      let offset = Int(input.number(bytes: 3)) % file.count
      switch kind & 7 {
      case 0: file.removeLast(file.count - offset)
      case 1:
        let source = Int(input.byte()) * page % file.count
        for index in 0..<page where max(source, offset) + index < file.count {
          file[offset + index] = file[source + index]
        }
      case 2: for index in offset..<min(offset + page, file.count) { file[index] = 0 }
      case 3: file.append(contentsOf: input.bytes(Int(input.byte())))
      default:
        // Most of what decides is in a file's first page and in the headers of its pages.
        let target = kind & 8 == 0 ? offset : kind & 16 == 0 ? offset % 100 : offset / page * page
        for (index, byte) in input.bytes(1 + Int(kind >> 5)).enumerated()
        where target + index < file.count { file[target + index] = byte }
      }
    }
    return file
  }

  // MARK: Rows

  /// Changes values as another program could, that knows neither our checks nor our triggers.
  private mutating func changeRows(of files: StoreFiles) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      files.path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    defer { sqlite3_close_v2(opened) }
    guard code == SQLITE_OK, let handle = opened else { return }
    _ = csqlite_register_cjk(handle)
    for option in [SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_FKEY] {
      _ = csqlite_set_option(handle, option, 0)
    }
    sqlite3_exec(
      handle, "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF", nil, nil, nil)
    while !input.isAtEnd { changeRow(handle) }
  }

  private mutating func changeRow(_ handle: OpaquePointer) {
    let columns = Self.columns
    let (table, column) = columns[Int(input.byte()) % columns.count]
    let row = Int(input.byte()) % 16
    let value = self.value()
    let key = Self.keys[table] ?? "rowid"
    let keyed = "(\(key)) = (SELECT \(key) FROM \(table) LIMIT 1 OFFSET \(row))"
    // Whatever SQLite does not allow is not done.
    switch input.byte() % 16 {
    case 0: sqlite3_exec(handle, "DELETE FROM \(table) WHERE \(keyed)", nil, nil, nil)
    case 1: sqlite3_exec(handle, "PRAGMA user_version = \(row)", nil, nil, nil)
    case 2: sqlite3_exec(handle, "UPDATE \(table) SET \(column) = \(value)", nil, nil, nil)
    default:
      sqlite3_exec(handle, "UPDATE \(table) SET \(column) = \(value) WHERE \(keyed)", nil, nil, nil)
    }
  }

  /// A value as SQL writes it.
  private mutating func value() -> String {
    let kind = input.byte()
    switch kind & 7 {
    case 0: return "NULL"
    case 1: return "\(Int8(bitPattern: input.byte()))"
    case 2: return "CAST(\(input.number(bytes: 8)) AS INTEGER)"
    case 3:
      return ["9223372036854775807", "-9223372036854775808", "4503599627370496", "-1"][
        Int(kind >> 6)]
    case 4: return "x'\(hexadecimal(input.bytes(Int(kind >> 3))))'"
    case 5: return "CAST(x'\(hexadecimal(input.bytes(Int(kind >> 3))))' AS TEXT)"
    case 6: return "zeroblob(\(kind >> 3 == 31 ? 16 : Int(kind >> 3)))"
    default: return Self.words[Int(kind >> 3) % Self.words.count]
    }
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Words that mean something somewhere.
  private static let words = [
    "'system'", "'user'", "'assistant'", "'tool'", "'running'", "'complete'", "'lost'", "'failed'",
    "'main'", "'call_name'", "'call_id'", "'text'", "'reasoning'", "'{\"a\":[1e999]}'", "'['",
    "'9223372036854775807'", "zeroblob(32)", "'2026-02-30'", "''", "char(0)", "char(2, 3, 2)",
    "'title'", "'trashed'", "'active_branch'", "'branch_head'", "'branch_trashed'",
    "'message_trashed'", "'pin'", "'preference'", "'tag'", "'delete'", "'new'", "'ruser'",
  ]

  /// The primary keys of tables without a rowid.
  private static let keys = [
    "message_attachment": "message_id, position", "conversation_tag": "conversation_id, name",
    "delta": "turn_id, sequence", "operation_change": "operation_id, position",
    "search_model": "name", "tombstone": "uuid", "usage_by_day": "day, provider, model",
    "usage_by_conversation": "conversation_id, day, provider, model, is_collected",
  ]

  /// What can be changed, in an order that stays as long as the schema does.
  private static let columns: [(table: String, column: String)] = [
    "conversation": [
      "id", "uuid", "short_id", "title", "created_at", "updated_at", "archived_at", "trashed_at",
      "active_branch_id", "message_count",
    ],
    "conversation_tag": ["conversation_id", "name"],
    "branch": [
      "id", "conversation_id", "name", "head_id", "created_at", "updated_at", "trashed_at",
    ],
    "message": [
      "id", "uuid", "short_id", "conversation_id", "parent_id", "depth", "skip_id", "system_id",
      "created_at", "role", "digest", "match_key", "text", "parts", "reasoning", "reasoning_key",
      "name", "tool_call_id", "refusal", "extras",
    ],
    "attachment": ["id", "sha256", "created_at", "bytes"],
    "message_attachment": ["message_id", "position", "attachment_id", "name", "media_type"],
    "tool_call": [
      "id", "message_id", "position", "call_id", "type", "name", "arguments", "extras",
    ],
    "tool_result": ["message_id", "tool_call_row_id", "error", "duration"],
    "parameters": ["id", "sha256", "json"],
    "turn": [
      "id", "uuid", "conversation_id", "kind", "status", "base_id", "head_id", "reply_id",
      "moves_branch_id", "provider", "model", "model_answered", "day", "sent_at", "first_token_at",
      "ended_at", "prompt_reported", "prompt_new", "completion_estimated", "finish_reason", "error",
      "parameters_id", "plan", "envelope", "operation_id", "moves_from_id",
    ],
    "delta": ["turn_id", "sequence", "field", "item", "value"],
    "operation": [
      "id", "conversation_id", "kind", "origin", "message_id", "created_at", "undone_at",
      "undone_by", "undone_order", "undone_after",
    ],
    "operation_change": [
      "operation_id", "position", "field", "target_id", "name", "before", "after",
    ],
    "trashed_message": ["message_id", "conversation_id", "trashed_at"],
    "pin": ["message_id", "conversation_id", "created_at"],
    "preference": ["message_id", "conversation_id", "created_at"],
    "tombstone": ["uuid", "collected_at"],
    "usage_by_conversation": [
      "conversation_id", "day", "provider", "is_collected", "replies", "prompt_reported",
      "first_tokens",
    ],
    "usage_by_day": ["day", "model", "failed", "completion_estimated", "first_tokens"],
    "schema_migration": ["version", "name", "sha256"],
    "search_mark": [
      "id", "message_id", "removals", "run_first", "run_last", "displacement",
    ],
    "search_slot": ["slot", "message_id"],
    "search_model": ["name"],
    "operation_mark": ["id", "last_removed"],
    "message_fts_data": ["id", "block"],
    "message_fts_idx": ["segid", "term", "pgno"],
    "message_fts_config": ["k", "v"],
  ].flatMap { table, columns in columns.map { (table, $0) } }
    .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
}
