/// What conversations are written as; `docs/formats.md` describes each.
package enum ExportFormat: String, Sendable, CaseIterable {
  /// convo's own records: the whole trees, without loss.
  case jsonl
  /// OpenAI's lines for supervised fine-tuning: paths.
  case openai
  /// OpenAI's lines for direct preference optimization: preferred replies beside others.
  case preference
  /// ShareGPT's lines, as LLaMA-Factory reads them: paths.
  case sharegpt
  /// Markdown for people.
  case markdown
  /// One page of HTML for people.
  case html

  /// Whether it is JSON, one value a line.
  package var isJSON: Bool { self != .markdown && self != .html }

  /// Whether it has paths, of which several can be chosen.
  package var hasPaths: Bool { self == .openai || self == .sharegpt }
}
