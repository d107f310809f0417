import ChatCompletions
import Glibc

@testable import ChatSession
@testable import ChatStore

/// Whatever file is offered as a store, it is refused and left as it is, or everything that is done
/// with it works or says what is wrong.
package enum StoreLaw {
  /// Where the file stands; in memory where the system has such a folder.
  ///
  /// It is gone when the process ends, unless a finding ends it.
  static let folder: String = {
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    let folder = "\(base)/convo-fuzzing-\(getpid())"
    mkdir(folder, 0o700)
    atexit { rmdir(StoreLaw.folder) }
    return folder
  }()

  /// Holds a file to the law; see `StoreDamage` for what an input means.
  /// - Throws: `BrokenLaw`.
  package static func check(_ input: [UInt8]) throws {
    var damage = try StoreDamage(input)
    let files = StoreFiles(path: folder + "/store")
    try damage.write(to: files)
    defer { files.remove() }
    let before = try files.bytes()
    do {
      let store = try ChatStore.open(path: files.path, creating: false) {
        Timestamp(milliseconds: 0)
      }
      try StoreUse(store: store).everything()
    } catch let error as ChatStoreError where error.isRefusal {
      guard try files.bytes() == before, files.besides().isEmpty else {
        throw BrokenLaw("a refused file is left untouched", "\(files.besides()) \(error)")
      }
    } catch ChatStoreError.migrationChanged {
      guard try files.bytes() == before else {
        throw BrokenLaw("a store of another convo's making is left untouched")
      }
    } catch is ChatStoreError {
      // It was damaged, and says so.
    }
  }
}

extension ChatStoreError {
  /// Whether the sentence promises that the file was left untouched.
  fileprivate var isRefusal: Bool {
    switch self {
    case .notAStore, .newerSchema: true
    default: false
    }
  }
}
