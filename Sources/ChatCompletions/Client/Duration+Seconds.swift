extension Duration {
  /// The duration for a sentence, to the millisecond: "120 seconds", "0.2 seconds", "1 second".
  var inSeconds: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    var digits = String(milliseconds / 1000)
    if milliseconds % 1000 != 0 {
      let fraction = String(milliseconds % 1000 + 1000).dropFirst()
      digits += "." + fraction
      while digits.last == "0" { digits.removeLast() }
    }
    return digits + (digits == "1" ? " second" : " seconds")
  }
}
