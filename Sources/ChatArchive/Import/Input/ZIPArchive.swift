import CMiniZip
import Glibc

/// A ZIP archive, from which single files are read into memory and none is ever unpacked to the disk.
///
/// So a name in it that leads out of the archive leads nowhere. minizip reads the table of contents:
/// <https://www.winimage.com/zLibDll/minizip.html>.
final class ZIPArchive {
  /// A file in an archive.
  struct Entry {
    let name: String
    let isEncrypted: Bool
    /// How it is packed: 0 for not at all, 8 for deflate.
    let method: UInt
    let place: ZIPEntryPlace

    /// The name without folders.
    var baseName: String {
      guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
      return String(name[name.utf8.index(after: slash)...])
    }
  }

  let path: String
  private(set) var entries: [Entry] = []
  /// The archive, open for reading.
  let descriptor: Int32
  private let handle: unzFile

  /// How many files an archive may have; an export has some thousand.
  private static let mostEntries = 1_000_000

  /// Opens an archive and reads its table of contents.
  /// - Throws: `ImportError.damaged`.
  init(path: String) throws {
    self.path = path
    guard let handle = unzOpen64(path) else {
      throw ImportError.damaged(
        path: path,
        reason: "the ZIP archive has no table of contents; its end is missing or damaged")
    }
    self.handle = handle
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    var entries: [Entry] = []
    var name = [CChar](repeating: 0, count: 1 << 16)
    var code = unzGoToFirstFile(handle)
    while code == UNZ_OK, entries.count < Self.mostEntries {
      guard let entry = entry(&name) else {
        throw ImportError.damaged(
          path: path, reason: "the ZIP archive's table of contents is damaged")
      }
      entries.append(entry)
      code = unzGoToNextFile(handle)
    }
    guard code == UNZ_END_OF_LIST_OF_FILE else {
      throw ImportError.damaged(
        path: path, reason: "the ZIP archive's table of contents is damaged, or endless")
    }
    self.entries = entries
  }

  deinit {
    unzClose(handle)
    if descriptor >= 0 { close(descriptor) }
  }

  private func entry(_ name: inout [CChar]) -> Entry? {
    var info = unz_file_info64()
    var position = unz64_file_pos()
    guard
      unzGetCurrentFileInfo64(handle, &info, &name, UInt(name.count - 1), nil, 0, nil, 0) == UNZ_OK,
      unzGetFilePos64(handle, &position) == UNZ_OK,
      let place = ZIPEntryPlace(descriptor, at: Int(clamping: position.pos_in_zip_directory))
    else { return nil }
    let length = min(Int(info.size_filename), name.count - 1)
    return Entry(
      name: String(decoding: name[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self),
      isEncrypted: info.flag & 1 != 0, method: info.compression_method, place: place)
  }

  /// Begins to read a file.
  /// - Throws: `ImportError.damaged`.
  func open(_ entry: Entry) throws -> ZIPEntrySource {
    let name = "\(path)/\(entry.name)"
    if entry.isEncrypted {
      throw ImportError.damaged(path: name, reason: "it is encrypted; unpack it first")
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw ImportError.damaged(
        path: name, reason: "it is packed in a way that convo does not know; unpack it first")
    }
    return try ZIPEntrySource(self, entry.place, isPacked: entry.method == 8, name: name)
  }

  /// Reads a file to its end, to see whether it is whole.
  /// - Throws: `ImportError.damaged`.
  func verify(_ entry: Entry) throws {
    let source = try open(entry)
    while try !source.read(1 << 20).isEmpty {}
  }

  /// Reads a whole file of at most so many bytes; nil for a larger one.
  func bytes(of entry: Entry, limit: Int) throws -> [UInt8]? {
    guard entry.place.size <= limit else { return nil }
    let source = try open(entry)
    var bytes: [UInt8] = []
    while true {
      let piece = try source.read(1 << 20)
      if piece.isEmpty { return bytes }
      bytes += piece
      if bytes.count > limit { return nil }
    }
  }
}
