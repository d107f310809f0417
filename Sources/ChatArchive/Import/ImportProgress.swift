/// How far an import is.
package struct ImportProgress: Sendable {
  /// The file at hand.
  package var file = ""
  /// How many of its bytes were read.
  package var bytes = 0
  /// How many it has, where that is known.
  package var size: Int?
  /// How many conversations were read.
  package var conversations = 0
  /// How many messages came.
  package var messages = 0
}
