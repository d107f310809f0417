import ChatCompletions
import ChatStore

extension PageMessages {
  /// Adds what a message says and carries.
  mutating func addContent(_ message: ReadableMessage, into markup: inout PageMarkup) {
    let content = message.content
    if let reasoning = content.reasoning, !reasoning.isEmpty {
      markup.add("<details class=\"folded\"><summary>Reasoning</summary>\n")
      addProse(reasoning, into: &markup)
      markup.add("</details>\n")
    }
    switch content.role {
    case .tool: addResult(message, into: &markup)
    case .system,
      .developer where content.text.utf8.count > 600:
      markup.add("<details class=\"folded\"><summary>Instructions</summary>\n")
      addProse(content.text, into: &markup)
      markup.add("</details>\n")
    default: if !content.text.isEmpty { addProse(content.text, into: &markup) }
    }
    if let refusal = content.refusal, !refusal.isEmpty { addProse(refusal, into: &markup) }
    for call in content.toolCalls { addCall(call, into: &markup) }
    addPictures(of: content, into: &markup)
    addFiles(message, into: &markup)
  }

  private func addProse(_ text: String, into markup: inout PageMarkup) {
    markup.add("<div class=\"prose\" dir=\"auto\"")
    if let language = PageLanguage.tag(of: text) {
      markup.add(" lang=\"")
      markup.add(language)
      markup.add("\"")
    }
    markup.add(">\n")
    MarkdownHTML.append(text, headingOffset: headingLevel, to: &markup)
    markup.add("</div>\n")
  }

  private func addCall(_ call: ToolCall, into markup: inout PageMarkup) {
    markup.add("<details class=\"folded\"><summary>Calls <code>")
    markup.add(text: call.name)
    markup.add("</code></summary>\n<pre tabindex=\"0\">")
    addCode(call.arguments, into: &markup)
    markup.add("</pre></details>\n")
  }

  private func addResult(_ message: ReadableMessage, into markup: inout PageMarkup) {
    let content = message.content
    markup.add("<details class=\"folded\"><summary>Result")
    if let name = message.toolName {
      markup.add(" of <code>")
      markup.add(text: name)
      markup.add("</code>")
    }
    markup.add(", ")
    markup.add(text: content.text.utf8.count.byteCount)
    markup.add("</summary>\n<pre tabindex=\"0\">")
    addCode(content.text, into: &markup)
    markup.add("</pre></details>\n")
  }

  /// Text in `pre`, of which HTML drops a newline at the beginning.
  private func addCode(_ text: String, into markup: inout PageMarkup) {
    markup.add("\n")
    markup.add(text: text)
  }

  // MARK: Pictures and files

  /// The pictures and other parts that came in a message itself.
  private func addPictures(of content: MessageContent, into markup: inout PageMarkup) {
    for part in PlainText.parts(of: content) {
      guard let mention = PlainText.mention(part) else { continue }
      let url = part["image_url"]?["url"]?.stringValue ?? part["image_url"]?.stringValue ?? ""
      if PagePicture.isData(url) {
        markup.add("<figure><img alt=\"\" loading=\"lazy\" src=\"")
        markup.add(text: url)
        markup.add("\"></figure>\n")
        continue
      }
      markup.add("<p class=\"url\">")
      markup.add(text: mention)
      markup.add(" ")
      markup.add(text: String(url.prefix(200)))
      markup.add("</p>\n")
    }
  }

  private mutating func addFiles(_ message: ReadableMessage, into markup: inout PageMarkup) {
    guard !message.files.isEmpty else { return }
    var others: [ReadableMessage.File] = []
    for file in message.files {
      guard let type = PagePicture.type(of: file.reference.mediaType),
        let bytes = try? reader.source.store.attachment(sha256: file.reference.sha256)
      else {
        others.append(file)
        continue
      }
      markup.add("<figure><img alt=\"")
      markup.add(text: file.reference.name)
      markup.add("\" loading=\"lazy\" src=\"data:")
      markup.add(type)
      markup.add(";base64,")
      markup.add(base64: bytes)
      markup.add("\"><figcaption>")
      markup.add(text: file.reference.name)
      markup.add("</figcaption></figure>\n")
    }
    guard !others.isEmpty else { return }
    markup.add("<ul class=\"files\" aria-label=\"Attached files\">\n")
    for file in others {
      markup.add("<li><b>")
      markup.add(text: file.reference.name)
      markup.add("</b> ")
      markup.add(text: file.reference.mediaType)
      markup.add(", ")
      markup.add(text: file.size?.byteCount ?? "lost")
      markup.add("</li>\n")
    }
    markup.add("</ul>\n")
  }
}
