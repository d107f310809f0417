/// The pattern of `cl100k_base`, `tiktoken_ext/openai_public.py`, with `\s++$` before the white space.
enum CL100KRule: WordRule {
  static let digits = 3
  static let keepsSpaceAtTheEnd = true
}
