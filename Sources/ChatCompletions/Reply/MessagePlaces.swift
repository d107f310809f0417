/// Where the known members of a delta or message begin in a chunk; 0, where no value can begin, for
/// one that is not there.
struct MessagePlaces {
  var content = 0
  var reasoningContent = 0
  var reasoning = 0
  var refusal = 0
  var toolCalls = 0
  var functionCall = 0
}
