import Glibc

/// Holds one input of libFuzzer to a law: says what is broken, and stops there.
///
/// The abort is what libFuzzer takes for a finding: <https://llvm.org/docs/LibFuzzer.html>.
package func hold(
  _ start: UnsafePointer<UInt8>?, _ count: Int, _ law: ([UInt8]) throws -> Void
) -> CInt {
  do {
    try law(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    let words = Array("\n\(error)\n\n".utf8)
    _ = write(STDERR_FILENO, words, words.count)
    abort()
  }
  return 0
}
