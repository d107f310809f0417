import Testing

@testable import convo

struct EditorTests {
  @Test(
    "VISUAL goes before EDITOR before vi",
    arguments: [
      ([:], "vi", false), (["EDITOR": "nano"], "nano", true),
      (["EDITOR": "nano", "VISUAL": "code --wait"], "code --wait", true),
      (["EDITOR": "nano", "VISUAL": " "], "nano", true), (["EDITOR": ""], "vi", false),
    ] as [(EnvironmentVariables, String, Bool)])
  func named(environment: EnvironmentVariables, command: String, isNamed: Bool) {
    #expect(Editor(environment: environment).command == command)
    #expect(Editor.isNamed(in: environment) == isNamed)
  }

  @Test("The editor gets the text in a file of its user alone, and may replace the file")
  func file() async throws {
    try await withScratchFolder { folder in
      let script =
        "f() { stat -c %a \"$1\" >\"$1.new\"; cat \"$1\" >>\"$1.new\"; "
        + "mv \"$1.new\" \"$1\"; }; f"
      let editor = Editor(environment: ["EDITOR": script, "TMPDIR": folder])
      let draft = EditorDraft()
      let edited = try await editor.edit("it's \"here\" $HOME", keeping: draft)
      #expect(edited == "600\nit's \"here\" $HOME")
      let names = try ScratchListing.names(in: folder)
      #expect(names.map { folder + "/" + $0 } == [draft.path])
      draft.discard()
      #expect(try ScratchListing.names(in: folder).isEmpty)
      #expect(draft.path == nil)
    }
  }

  @Test(
    "What was not changed is the same to the byte, and not kept",
    arguments: ["text", "text\n", "\n text \r\n\n"])
  func unchanged(text: String) async throws {
    try await withScratchFolder { folder in
      let draft = EditorDraft()
      let editor = Editor(environment: ["EDITOR": "true", "TMPDIR": folder])
      let edited = try await editor.edit(text, keeping: draft)
      #expect(edited?.utf8.elementsEqual(text.utf8) == true)
      #expect(try ScratchListing.names(in: folder).isEmpty)
      #expect(draft.path == nil)
    }
  }

  @Test("An empty file is no prompt", arguments: [": >", "printf '\\n \\n' >"])
  func empty(command: String) async throws {
    #expect(
      try await Editor(environment: ["EDITOR": command]).edit("text", keeping: EditorDraft()) == nil
    )
  }

  @Test("An editor that fails is an error, and what was written stays where the error says")
  func failure() async throws {
    try await withScratchFolder { folder in
      let failing = Editor(environment: ["EDITOR": "false", "TMPDIR": folder])
      await #expect(throws: PromptError.editor(command: "false", reason: "ended with an error")) {
        try await failing.edit("text", keeping: EditorDraft())
      }
      #expect(try ScratchListing.names(in: folder).isEmpty)
      let crashing = Editor(environment: [
        "EDITOR": "f() { echo work >\"$1\"; exit 1; }; f", "TMPDIR": folder,
      ])
      let error = await #expect(throws: PromptError.self) {
        try await crashing.edit("text", keeping: EditorDraft())
      }
      let kept = try #require(try ScratchListing.names(in: folder).first)
      #expect(error?.description.contains(kept) == true)
    }
  }

  @Test("Without a place for its file the error names the folder")
  func noFolder() async {
    let editor = Editor(environment: ["EDITOR": "true", "TMPDIR": "/nowhere/at/all"])
    let error = await #expect(throws: PromptError.self) {
      try await editor.edit("text", keeping: EditorDraft())
    }
    #expect(error?.description.contains("/nowhere/at/all") == true)
  }
}
