import Glibc

/// What Linux says about a process in `/proc/PID/stat` (`proc_pid_stat(5)`).
struct ProcessStat {
  /// The session's leader.
  let session: Int
  /// The controlling terminal's device number; 0 for none.
  let terminal: Int
  /// When the process started, in clock ticks since boot.
  let startTime: UInt64

  /// Reads the fields; nil for text of another form.
  init?(_ text: String) {
    // The command's name, in parentheses, may hold anything, parentheses and blanks included.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19, let session = Int(fields[3]), let terminal = Int(fields[4]),
      let startTime = UInt64(fields[19])
    else { return nil }
    self.session = session
    self.terminal = terminal
    self.startTime = startTime
  }

  /// Asks about a process, or about this one.
  static func of(_ process: String = "self") -> ProcessStat? {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return ProcessStat(String(decoding: bytes[..<count], as: UTF8.self))
  }
}
