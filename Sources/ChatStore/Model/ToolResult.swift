/// What a tool message knows of its call beyond the text of the result.
public struct ToolResult: Sendable, Hashable {
  /// The failure, when the tool failed.
  public var error: String?
  /// How long the tool ran, in milliseconds.
  public var duration: Int64?

  /// Makes a result's record.
  public init(error: String? = nil, duration: Int64? = nil) {
    self.error = error
    self.duration = duration
  }
}
