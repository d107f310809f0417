import ChatCompletions
import ChatStore

/// A turn that failed because its request was too long for the model.
struct RefusedAsTooLong: Error {
  let error: ChatClientError
  let refusal: ContextRefusal
  let turn: RunningTurn
}
