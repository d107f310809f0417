/// Where the known members of a choice begin in a chunk; 0, where no value can begin, for one that
/// is not there.
struct ChoicePlaces {
  var delta = 0
  var message = 0
  var finishReason = 0
  /// The choice's own index.
  var index: Int?
}
