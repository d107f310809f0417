/// A trigger of the schema, as the migrations define it.
struct Trigger {
  let name: String
  let sql: String
}
