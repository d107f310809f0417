/// What an input showed not to be so.
package struct BrokenLaw: Error, CustomStringConvertible {
  /// The law, and how it was broken.
  package let description: String

  init(_ law: String, _ detail: String = "") {
    description = detail.isEmpty ? "Broken: \(law)." : "Broken: \(law): \(detail)"
  }
}
