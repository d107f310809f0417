/// What a file says about a model, or about all models of a provider.
struct ModelDraft: Sendable, Equatable {
  var context: Int?
  var reply: Int?
  var temperatureMinimum: Double?
  var temperatureMaximum: Double?

  /// Takes what another file says over what this one says.
  func overridden(by other: ModelDraft) -> ModelDraft {
    ModelDraft(
      context: other.context ?? context,
      reply: other.reply ?? reply,
      temperatureMinimum: other.temperatureMinimum ?? temperatureMinimum,
      temperatureMaximum: other.temperatureMaximum ?? temperatureMaximum)
  }

  /// The profile of a model; what is not said is assumed.
  func profile(_ name: String) -> ModelProfile {
    let unknown = ModelProfile.unknown(name)
    let context = self.context ?? unknown.context
    let lower = temperatureMinimum ?? 0
    return ModelProfile(
      name: name,
      context: context,
      reply: min(reply ?? unknown.reply, context / 2),
      // Files that override each other may leave a range with its ends crossed.
      temperature: temperatureMaximum.map { lower...max(lower, $0) })
  }
}
