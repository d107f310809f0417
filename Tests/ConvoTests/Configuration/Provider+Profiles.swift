@testable import convo

extension Provider {
  /// What is known of the models that it is known to have.
  var profiles: [ModelProfile] { models.map { profile(of: $0.name).profile } }
}
