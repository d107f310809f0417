import ChatStore

let store = try ChatStore.open(path: CommandLine.arguments[1])
let (conversation, main, _) = try store.createConversation(title: "Sorting")

// Two messages on the branch that every conversation starts with.
let (question, asked) = try store.append(.user("How do I sort a list?"), to: main)
_ = try store.append(.assistant("Call sorted(by:)."), to: asked)

// Another answer to the same question: a branch is one row, and no message is copied.
let draft = try store.createBranch(named: "draft", at: question, in: conversation)
_ = try store.append(.assistant("Call sort(by:), which sorts in place."), to: draft)

for branch in try store.branches(of: conversation) {
  guard let head = try store.head(of: branch) else { continue }
  print("\(branch.name):")
  for message in try store.path(to: head) {
    print("  \(message.role.rawValue): \(message.text)")
  }
}
