/// What `ChatStore.examine` looked at and found.
public struct Examination: Sendable {
  /// What is not as it should be; empty for a store that is whole.
  public internal(set) var findings: [Finding] = []
  /// How many conversations were looked at.
  public internal(set) var conversations = 0
  /// How many messages were looked at.
  public internal(set) var messages = 0
  /// How many turns were looked at.
  public internal(set) var turns = 0
  /// How many turns of dead processes were recovered first.
  public internal(set) var recovered = 0
  /// How many turns are running in other processes.
  public internal(set) var running = 0

  /// True when pages are damaged so that the rest was not looked at.
  var isUnreadable = false

  /// True when nothing is wrong.
  public var isClean: Bool { findings.isEmpty }
}
