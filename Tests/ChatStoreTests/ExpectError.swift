import ChatStore
import Testing

/// Expects a `ChatStoreError` of a case, by the case's name.
func expectError<Result>(
  _ name: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) {
  do {
    _ = try body()
    Issue.record("no error; \(name) was expected", sourceLocation: sourceLocation)
  } catch let error as ChatStoreError {
    // A case without values has no label.
    let found = Mirror(reflecting: error).children.first?.label ?? "otherConversation"
    #expect(found == name, sourceLocation: sourceLocation)
    #expect(error.description.hasSuffix("."), sourceLocation: sourceLocation)
  } catch {
    Issue.record("\(error) instead of \(name)", sourceLocation: sourceLocation)
  }
}
