import ChatStore
import Testing

/// A message and its two hashes, made by another program from the documented encoding.
///
/// A change of any of them is a new version line in `MessageDigest`, never a new vector.
struct DigestVector: Sendable, CustomTestStringConvertible {
  let name: String
  /// The vector that is this one's parent, by its place in the table.
  let parent: Int?
  let content: MessageContent
  let digest: String
  let matchKey: String

  init(
    _ name: String, parent: Int?, _ content: MessageContent, digest: String, matchKey: String
  ) {
    self.name = name
    self.parent = parent
    self.content = content
    self.digest = digest
    self.matchKey = matchKey
  }

  var testDescription: String { name }

  static let all: [DigestVector] = [
    DigestVector(
      "a user message", parent: nil,
      MessageContent(role: .user, text: "Hello"),
      digest: "80d28814e2e8062b7924af442ca8576bd6cf830416078315c6ce1bfc135ae69d",
      matchKey: "cbba974877bf842b79be6bce4db9f7a27d8981bf3ddb230aee2b9a815d8e349f"),
    DigestVector(
      "an empty user message", parent: nil,
      MessageContent(role: .user, text: ""),
      digest: "f203ae69ccf6bdd5eb0d8415ec3365095e58c7789647074d4803bc8f82647089",
      matchKey: "2c3a8be06f5dc047841efe8fe78c42a97d77a4883ff7cdcf246f20e2aed0db2a"),
    DigestVector(
      "a Chinese message", parent: nil,
      MessageContent(role: .user, text: "\u{4F60}\u{597D}\u{FF0C}\u{4E16}\u{754C}"),
      digest: "80188b71c733689ce3ee8076044712c2cbca1ff540e4754115a734a65deaa4fa",
      matchKey: "fd5ec7284c7f6310d378d97d55573efb54172970fc0a6fd6dccbbb947677cc24"),
    DigestVector(
      "a composed accent", parent: nil,
      MessageContent(role: .user, text: "caf\u{E9}"),
      digest: "5a9909efa79604d8ee35beeebae0a10f57bb1dd43c686657852e8138616440b8",
      matchKey: "30cd3ce559bbbe735c217862b3335b6fa6be247b5df386e387779c35703df985"),
    DigestVector(
      "a combining accent", parent: nil,
      MessageContent(role: .user, text: "cafe\u{301}"),
      digest: "5471da47b2bb682ce21ae076192dff6cfbd13776ed52a952b789124fcd5b904a",
      matchKey: "928d642942a1fe549a3431d471b3953e7623c2f693c564747c5f0b8db9305c42"),
    DigestVector(
      "a NUL character", parent: nil,
      MessageContent(role: .user, text: "a\u{0}b"),
      digest: "e59666cbfc6c1bf38dc5429598d515c00ee9b54ca92e57308fe915f050bb6dba",
      matchKey: "0327a840c91533061677d3a1233103543ea01e69817dcee9981f8203695054ff"),
    DigestVector(
      "system", parent: nil,
      MessageContent(role: .system, text: "Be brief."),
      digest: "12d969aff92cfe1f3a18e59d46e5bbedae2eb29623bc100953cb6567cbc1dc51",
      matchKey: "912d9047f8dae96f5caa1df709e2a6cccb7488603422a463a4fb5c5fcd1bf966"),
    DigestVector(
      "developer", parent: nil,
      MessageContent(role: .developer, text: "Be brief."),
      digest: "4dc8d4404affbfddf900e54a3309a28cdab192b901bfee40d680341d465d313f",
      matchKey: "7dce665e1e96934eaea4fe567808f1c9cbdbd6238b8f3b72a5ed830fd3052dac"),
    DigestVector(
      "an empty name", parent: nil,
      MessageContent(role: .user, text: "Hello", name: ""),
      digest: "91912af3e6d81d0e592da5f32acdf3292f2651a51ae336b24665b332883aa39a",
      matchKey: "c8460a87e47e423f5e9135bdf505f64a5aa9e40a1ecf9c77fca29c3fd3a03f38"),
    DigestVector(
      "empty reasoning", parent: nil,
      MessageContent(role: .assistant, text: "4", reasoning: "", reasoningKey: "reasoning"),
      digest: "1265df24cb2386eee6f3050ef1cb588c9f8b001f58eb35bda90360257ff5b142",
      matchKey: "c06f4db86522a8671cac264232d4abb5e162e2d08987dfef32a8a073a1d6c34c"),
    DigestVector(
      "reasoning", parent: nil,
      MessageContent(
        role: .assistant, text: "4", reasoning: "2+2", reasoningKey: "reasoning_content"),
      digest: "aa78db6e04294ab0eb775b98ab530be5a698263c1f6abeefa0edc7342f4d4580",
      matchKey: "c06f4db86522a8671cac264232d4abb5e162e2d08987dfef32a8a073a1d6c34c"),
    DigestVector(
      "two calls", parent: nil,
      MessageContent(
        role: .assistant, text: "",
        toolCalls: [
          ToolCall(
            callID: "call_1", type: "function", name: "look",
            arguments: "{\u{22}q\u{22}: \u{22}a\u{22}}"),
          ToolCall(callID: "call_2", type: "custom", name: "run", arguments: "{broken"),
        ]),
      digest: "1ad494bc2747da8a6eed935319acaebcbdd7db51f8e5c4ffeb759151f27a15a2",
      matchKey: "5860f7bb1c420d79e99d5ed8a2c038d76adf6c8d664c7611f011e1ffab4e638d"),
    DigestVector(
      "a result", parent: nil,
      MessageContent(role: .tool, text: "42", toolCallID: "call_1"),
      digest: "c0cfed83e3b0e7155dd1297fda4dd53fa1756c16d86bc939cb75867a2e938365",
      matchKey: "a9780f2e951972832c77a81532a1c69787c007a4251aeee35bf0c1d768d0cfce"),
    DigestVector(
      "an attachment", parent: nil,
      MessageContent(
        role: .user, text: "See this",
        parts: "[{\u{22}type\u{22}:\u{22}text\u{22},\u{22}text\u{22}:\u{22}See this\u{22}}]",
        attachments: [
          AttachmentReference(sha256: Array(0..<32), name: "notes.txt", mediaType: "text/plain")
        ]),
      digest: "d23b72085bf2198b2a5489f3a2031f77ced0ffe1d90c09f012368c5e9b31b46d",
      matchKey: "5858ee0a0f2d01bd8efe7d43ead345f3c299fbae4e7cfdede15e904209a4a148"),
    DigestVector(
      "every field", parent: nil,
      MessageContent(
        role: .assistant, text: "t", parts: "[]", reasoning: "g", reasoningKey: "k", name: "n",
        toolCallID: "i", toolCalls: [ToolCall(callID: "C", type: "y", name: "c", arguments: "a")],
        attachments: [AttachmentReference(sha256: Array(0..<32), name: "N", mediaType: "M")],
        refusal: "f", extras: "{\u{22}x\u{22}:1}"),
      digest: "29f27948c92b74ef8e7ab68732c4209409ecae60ac0ebf6e8e64e3e88a988b94",
      matchKey: "a147240e52e4a7a027b63ab0e943e8513108432b2c5dc2a2f8d64db8137c1deb"),
    DigestVector(
      "a child", parent: 0,
      MessageContent(role: .assistant, text: "Hi"),
      digest: "2049dbc77873c90fc88cced6e4eca28b55c7c09b9aee2212c6a5130ce5977d79",
      matchKey: "21a64d046455c0ac1bc9b1b937dc8d240fa5e059a1b4b49320704ad01a8848fc"),
    DigestVector(
      "a grandchild", parent: 15,
      MessageContent(role: .user, text: "\u{518D}\u{89C1}"),
      digest: "17924476f184d65ee11825b268c0e65698fe221c9b84868a0146749a84c63cca",
      matchKey: "34b783a7231bc2e8ba92cfc2ab05de7bcee15f6ff8672eed926dffb35da6e819"),
  ]
}
