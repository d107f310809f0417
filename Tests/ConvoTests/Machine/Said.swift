/// What one run of convo in a script said: its name there, its exit code, and its words on one line.
struct Said: CustomStringConvertible {
  let name: String
  let code: Int
  let output: String
  let errors: String
  let description: String

  init(_ line: String) {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    description = line
    name = fields[0]
    code = fields.count > 1 ? Int(fields[1]) ?? -1 : -1
    output = fields.count > 2 ? fields[2] : ""
    errors = fields.count > 3 ? fields[3] : ""
  }
}
