import Glibc
import Synchronization

/// The file of what was written in the editor, which stays until the words are in the store.
///
/// Between the editor and the store much can fail: a key, a setting, a window that is too small. Half an
/// hour's writing must not be lost to that.
final class EditorDraft: Sendable {
  /// The one of this process.
  static let process = EditorDraft()

  private let file = Mutex<String?>(nil)

  /// Where the words are as long as they are nowhere else.
  var path: String? { file.withLock { $0 } }

  /// Notes where the words are.
  func keep(_ path: String) { file.withLock { $0 = path } }

  /// Removes the file: its words are in the store, or nobody wants them.
  func discard() {
    let path = file.withLock { file in
      defer { file = nil }
      return file
    }
    if let path { unlink(path) }
  }
}
