import ChatCompletions
import ChatStore
import Glibc

/// Which conversation a command means that names none.
///
/// It belongs to the terminal: its device, the session's leader and the time the leader started, so
/// that two windows do not disturb each other and a new window does not inherit an old one's. A
/// process without a terminal belongs to its folder. Each has a small file with the conversation's
/// UUID and the branch.
struct CurrentConversation {
  private let folder: String
  private let file: String

  /// Finds the place of this process.
  init(store path: String, locations: Locations = .current) {
    folder = locations.stateFolder + "/current"
    file = folder + "/" + Self.name(ofPlace: Self.place + "\n" + path)
  }

  /// What was current last; nil for nothing.
  func read() -> (conversation: Identifier<Conversation>, branch: String)? {
    guard let handle = fopen(file, "r") else { return nil }
    defer { fclose(handle) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = fread(&bytes, 1, bytes.count, handle)
    let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
    guard lines.count >= 2, let id = Identifier<Conversation>(String(lines[0])) else { return nil }
    return (id, String(lines[1]))
  }

  /// Makes a branch of a conversation the current one.
  ///
  /// It is a convenience, so a folder that cannot be written is no reason to fail.
  func write(_ conversation: Conversation, branch: Branch) {
    if let current = read(), current.conversation == conversation.id,
      current.branch.hasSameBytes(as: branch.name)
    {
      return
    }
    makeFolders(folder)
    let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // In place and in one write: file systems put a file that replaces another on the disk at once,
    // for which the reply would wait. What is left behind it of a longer name is never read.
    let text = Array("\(conversation.id)\n\(branch.name)\n".utf8)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  /// The terminal, or the folder, that this process belongs to.
  static let place: String = {
    if let own = ProcessStat.of(), own.terminal != 0,
      let leader = ProcessStat.of(String(own.session))
    {
      return "terminal \(own.terminal) \(own.session) \(leader.startTime)"
    }
    guard let path = getcwd(nil, 0) else { return "folder" }
    defer { free(path) }
    return "folder " + String(cString: path)
  }()

  /// A file name for a place: two simple hashes (the first is FNV-1a), enough to keep places apart.
  private static func name(ofPlace place: String) -> String {
    var high: UInt64 = 0xcbf2_9ce4_8422_2325
    var low: UInt64 = 0x6c62_272e_07bb_0142
    for byte in place.utf8 {
      high = (high ^ UInt64(byte)) &* 0x100_0000_01b3
      low = (low &+ UInt64(byte)) &* 0x9e37_79b9_7f4a_7c15
    }
    return String(high, radix: 16) + String(low, radix: 16)
  }

  private func makeFolders(_ path: String) {
    guard !path.isEmpty, access(path, F_OK) != 0 else { return }
    makeFolders(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    mkdir(path, 0o700)
  }
}
