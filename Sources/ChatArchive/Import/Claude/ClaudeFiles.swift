import ChatCompletions
import ChatStore

/// The files of a message in a Claude.ai export: texts that were taken out of them, and names.
struct ClaudeFiles {
  /// What the message carries.
  private(set) var references: [AttachmentReference] = []
  /// In brackets what is only known by its name.
  private(set) var mentions: [String] = []

  private let attachments: [JSONObject]
  private let files: [JSONObject]
  private var attachmentRest: [JSONValue] = []
  private var fileRest: [JSONValue] = []

  /// Looks for the files of a message.
  init(_ message: JSONObject) {
    attachments = message["attachments"]?.arrayValue?.compactMap(\.objectValue) ?? []
    let named = message["files"]?.arrayValue ?? message["files_v2"]?.arrayValue
    files = named?.compactMap(\.objectValue) ?? []
  }

  /// Takes along the texts, and the files that lie beside the export.
  mutating func attach(
    to assembly: inout ConversationAssembly, _ surroundings: ImportSurroundings
  ) throws {
    var names: [String] = []
    for attachment in attachments {
      let name = attachment.text("file_name") ?? "paste.txt"
      var rest = attachment.rest(without: "file_name", "extracted_content")
      if let text = attachment.text("extracted_content"),
        let reference = assembly.attach(
          Attachment(name: name.lastPathComponent, mediaType: "text/plain", bytes: text.bytes))
      {
        references.append(reference)
        if !rest.members.isEmpty { rest.keep("file_name", .string(name)) }
      } else {
        rest = attachment.rest()
        mentions.append(ContentBlock.mention(["type": "file", "name": .string(name)]))
      }
      names.append(name)
      if !rest.members.isEmpty { attachmentRest.append(.object(rest)) }
    }
    for file in files {
      if !file.members.isEmpty { fileRest.append(.object(file.rest())) }
      let name = file.text("file_name") ?? file.text("file_uuid") ?? "file"
      // A file whose text was taken out is listed in both places.
      if names.contains(where: { $0.hasSameBytes(as: name) }) { continue }
      if let reference = try bytes(of: file, surroundings).flatMap({ assembly.attach($0) }) {
        references.append(reference)
      } else {
        mentions.append(ContentBlock.mention(["type": "file", "name": .string(name)]))
      }
    }
  }

  private func bytes(
    of file: JSONObject, _ surroundings: ImportSurroundings
  ) throws -> Attachment? {
    for key in ["file_uuid", "file_name"] {
      guard let prefix = file.text(key), let found = try surroundings.asset(prefix) else {
        continue
      }
      // An id begins a name; a name that is not the same is another file's.
      if key == "file_name", !found.name.hasSameBytes(as: prefix) { continue }
      let name = file.text("file_name") ?? found.name
      return Attachment(
        name: name.lastPathComponent, mediaType: found.bytes.mediaType, bytes: found.bytes)
    }
    return nil
  }

  /// Keeps what else is said of them.
  func keepRest(in object: inout JSONObject) {
    object.keep("attachments", .array(attachmentRest))
    object.keep("files", .array(fileRest))
  }
}
