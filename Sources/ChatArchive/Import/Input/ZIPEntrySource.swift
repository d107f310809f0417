import CMiniZip
import Glibc

/// The bytes of a file in a ZIP archive, unpacked by zlib.
final class ZIPEntrySource: ByteSource {
  let size: Int?
  private let archive: ZIPArchive
  private let place: ZIPEntryPlace
  private let name: String
  /// Where in the archive the next packed bytes are, and where they end.
  private var next: Int
  private let end: Int
  private var count = 0
  private var checkSum: UInt = 0
  private var hasEnded = false
  /// What unpacks; nil for a file that is not packed.
  private let stream: UnsafeMutablePointer<z_stream>?
  private let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)

  /// From how many bytes on it matters how many a byte of the archive becomes, and how many it may become:
  /// JSON of conversations is packed to a fifth, deflate's limit is a thousandth.
  private static let (harmless, mostRatio) = (200_000_000, 200)

  /// - Throws: `ImportError.damaged`.
  init(_ archive: ZIPArchive, _ place: ZIPEntryPlace, isPacked: Bool, name: String) throws {
    self.archive = archive
    self.place = place
    self.name = name
    size = place.size
    guard let data = place.data(in: archive.descriptor), data <= Int.max - place.compressedSize
    else { throw ImportError.damaged(path: name, reason: "it is damaged") }
    next = data
    end = data + place.compressedSize
    stream = isPacked ? .allocate(capacity: 1) : nil
    stream?.initialize(to: z_stream())
    // Without the header and the check sum of zlib around it.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard let stream, inflateInit2_(stream, -MAX_WBITS, zlibVersion(), size) != Z_OK else { return }
    throw ImportError.unreadable(path: name, reason: "memory is short")
  }

  deinit {
    if let stream {
      inflateEnd(stream)
      stream.deallocate()
    }
    packed.deallocate()
  }

  func read(_ limit: Int) throws -> [UInt8] {
    guard !hasEnded else { return [] }
    let bytes = try stream.map { try unpack(limit, by: $0) } ?? copy(limit)
    count += bytes.count
    if count > Self.harmless, count / Self.mostRatio > place.compressedSize {
      throw ImportError.damaged(
        path: name,
        reason: "it unpacks to more than \(Self.mostRatio) times its size, which no export does; "
          + "the rest was not read")
    }
    checkSum = bytes.withUnsafeBufferPointer {
      crc32(checkSum, $0.baseAddress, UInt32(clamping: $0.count))
    }
    if bytes.isEmpty {
      hasEnded = true
      guard count == place.size, checkSum == place.checkSum else {
        throw ImportError.damaged(path: name, reason: "its data is damaged: the check sum is wrong")
      }
    }
    return bytes
  }

  private func copy(_ limit: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
      initialized = try fill(UnsafeMutableRawBufferPointer(buffer))
    }
  }

  private func unpack(
    _ limit: Int, by stream: UnsafeMutablePointer<z_stream>
  ) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: limit) { buffer, initialized in
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(clamping: limit)
      var code = Z_OK
      while code == Z_OK, stream.pointee.avail_out > 0 {
        if stream.pointee.avail_in == 0 {
          stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
          stream.pointee.avail_in = UInt32(try fill(packed))
        }
        code = inflate(stream, Z_NO_FLUSH)
      }
      initialized = min(limit, Int(UInt32(clamping: limit) - stream.pointee.avail_out))
      // Once it has ended it says so again, without a byte.
      guard code == Z_OK || code == Z_STREAM_END else {
        throw ImportError.damaged(path: name, reason: "its data is damaged")
      }
    }
  }

  /// Reads the next packed bytes; says how many there were.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(buffer.count, end - next)
    guard wanted > 0 else { return 0 }
    let count = pread(archive.descriptor, buffer.baseAddress, wanted, off_t(next))
    if count < 0, errno == EINTR { return try fill(buffer) }
    guard count > 0 else {
      throw ImportError.damaged(path: name, reason: "it is cut off")
    }
    next += count
    return count
  }
}
