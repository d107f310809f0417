import CMiniZip

/// The bytes of a file in a ZIP archive.
final class ZIPEntrySource: ByteSource {
  let size: Int?
  private let archive: ZIPArchive
  private let entry: ZIPArchive.Entry
  private let name: String
  private var count = 0
  private var isOpen = true

  /// From how many bytes on it matters how many a byte of the archive becomes, and how many it may become:
  /// JSON of conversations is packed to a fifth, deflate's limit is a thousandth.
  private static let (harmless, mostRatio) = (200_000_000, 200)

  init(_ archive: ZIPArchive, _ entry: ZIPArchive.Entry, name: String) {
    self.archive = archive
    self.entry = entry
    self.name = name
    size = entry.size
  }

  deinit {
    if isOpen { unzCloseCurrentFile(archive.handle) }
  }

  func read(_ limit: Int) throws -> [UInt8] {
    guard isOpen else { return [] }
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
      code = unzReadCurrentFile(archive.handle, buffer.baseAddress, UInt32(clamping: limit))
      initialized = max(0, Int(code))
    }
    guard code >= 0 else { throw ImportError.damaged(path: name, reason: "its data is damaged") }
    count += bytes.count
    if count > Self.harmless, count / Self.mostRatio > entry.compressedSize {
      throw ImportError.damaged(
        path: name,
        reason: "it unpacks to more than \(Self.mostRatio) times its size, which no export does; "
          + "the rest was not read")
    }
    if bytes.isEmpty {
      isOpen = false
      guard unzCloseCurrentFile(archive.handle) == UNZ_OK, count == entry.size else {
        throw ImportError.damaged(path: name, reason: "its data is damaged: the check sum is wrong")
      }
    }
    return bytes
  }
}
