import CMarkGFM

/// Markdown that was parsed: CommonMark with GitHub's tables, strikethrough, links without marks and task lists.
struct MarkdownTree: ~Copyable {
  private let root: OpaquePointer

  /// The extensions, which the library must have registered once before it is used by several threads.
  private static let extensions: [Extension] = {
    cmark_gfm_core_extensions_ensure_registered()
    let names = ["table", "strikethrough", "autolink", "tasklist"]
    return names.compactMap { cmark_find_syntax_extension($0).map(Extension.init) }
  }()

  /// An extension; nobody changes it once it is registered.
  private struct Extension: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  /// Parses a text; nil where it goes beyond `MarkdownLimits`.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard MarkdownLimits.allow(text), let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else {
      return nil
    }
    defer { cmark_parser_free(parser) }
    for known in Self.extensions { cmark_parser_attach_syntax_extension(parser, known.pointer) }
    text.withMemoryRebound(to: CChar.self) {
      if let start = $0.baseAddress { cmark_parser_feed(parser, start, $0.count) }
    }
    guard let root = cmark_parser_finish(parser) else { return nil }
    self.root = root
  }

  deinit { cmark_node_free(root) }

  /// Lends every node, when it begins and when it ends, in the order of the text.
  borrowing func forEachEvent(
    _ body: (_ node: MarkdownNode, _ isEntering: Bool) -> Bool
  ) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator),
        body(MarkdownNode(node), event == CMARK_EVENT_ENTER)
      else { return }
    }
  }
}
