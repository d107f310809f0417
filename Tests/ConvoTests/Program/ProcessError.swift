/// Why a process could not be started.
struct ProcessError: Error {
  let call: String
  let code: Int32
}
