/// A run of bytes that a value without quotation marks can have, and where it last had what matters.
///
/// `a=b=c=…` is one run with many assignments; it is looked through once for all of them.
struct ValueRun {
  /// The offset of the first byte that was looked at.
  var start = 0
  /// The offset behind the last byte.
  var end = 0
  /// Where the last digit stands.
  var lastDigit = -1
  /// Where the last letter stands.
  var lastLetter = -1
  /// Where something was last taken out before.
  var lastMark = -1
}
