import ChatTokens
import Glibc

/// Vocabularies of the user's as the tokenizer reads them, packed once and then mapped.
///
/// What is in the folder may be lost or damaged at any time: what does not belong to the file as it is
/// now, to the bit, is made again, and where nothing can be written the tokenizer is made in memory.
struct VocabularyCache {
  /// The folder of the cache.
  let folder: String

  /// The first bytes of a file here, little-endian words: `convovc` and the version, the checksum of
  /// what follows the header, and which version of the source it was made from.
  private enum Header {
    static let magic: UInt64 = 0x02_63_76_6f_76_6e_6f_63
    static let size = 64
  }

  /// The tokenizer of a vocabulary.
  /// - Throws: `Failure` for a file that cannot be used.
  func tokenizer(_ file: VocabularyFile) throws -> BytePairTokenizer {
    let identity = try file.identity()
    let path = path(of: file)
    if let tokenizer = cached(path, identity) { return tokenizer }
    let packed = try file.packed()
    let bytes = Self.header(of: packed, identity) + packed
    write(bytes, to: path)
    if let tokenizer = cached(path, identity) { return tokenizer }
    let memory = PackedMemory(bytes)
    guard let tokenizer = Self.tokenizer(memory.bytes, identity, owner: memory) else {
      throw Failure(.refusedData, "The vocabulary \(TerminalText.line(file.path)) cannot be used.")
    }
    return tokenizer
  }

  /// A name for each path and way of cutting.
  private func path(of file: VocabularyFile) -> String {
    let real = realpath(file.path, nil)
    defer { free(real) }
    let name = real.map { String(cString: $0) } ?? file.path
    let key = Array((file.splitting.name + "\u{0}" + name).utf8)
    return "\(folder)/\(Self.hexadecimal(key.withUnsafeBytes(VocabularyChecksum.of))).bpe"
  }

  private func cached(_ path: String, _ identity: [UInt64]) -> BytePairTokenizer? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      // No vocabulary is that large packed, and what has grown must not be read to its end.
      status.st_size <= 128 << 20, let map = MappedFile(descriptor, size: Int(status.st_size))
    else { return nil }
    return Self.tokenizer(map.bytes, identity, owner: map)
  }

  private static func tokenizer(
    _ bytes: UnsafeRawBufferPointer, _ identity: [UInt64], owner: any AnyObject & Sendable
  ) -> BytePairTokenizer? {
    guard bytes.count > Header.size else { return nil }
    let packed = UnsafeRawBufferPointer(rebasing: bytes[Header.size...])
    let checksum = VocabularyChecksum.of(packed)
    guard bytes.prefix(Header.size).elementsEqual(header(checksum, identity)) else { return nil }
    return BytePairTokenizer(
      id: "bpe-" + hexadecimal(checksum), packed: packed, owner: owner)
  }

  private static func header(of packed: [UInt8], _ identity: [UInt64]) -> [UInt8] {
    header(packed.withUnsafeBytes(VocabularyChecksum.of), identity)
  }

  private static func header(_ checksum: UInt64, _ identity: [UInt64]) -> [UInt8] {
    let words = [Header.magic, checksum] + identity
    let bytes = words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
    return bytes + Array(repeating: 0, count: Header.size - bytes.count)
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// Replaces a file whole; whether that worked shows when it is read.
  private func write(_ bytes: [UInt8], to path: String) {
    guard (try? ConfigurationFile.makeFolders(folder)) != nil,
      let (descriptor, temporary) = try? TemporaryFile.make(path + ".")
    else { return }
    let isWritten = (try? InputBytes.write(bytes, to: descriptor)) != nil
    close(descriptor)
    if !isWritten || rename(temporary, path) != 0 { unlink(temporary) }
  }
}
