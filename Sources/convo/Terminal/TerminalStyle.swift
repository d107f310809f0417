/// How a piece of text stands out, by the parameters of SGR (ECMA-48, 8.3.117).
///
/// Only attributes and the first eight colours, which every theme makes readable on its background.
enum TerminalStyle: String, Sendable {
  case plain = ""
  case bold = "1"
  case faint = "2"
  case name = "33"
  case active = "1;32"
  case notice = "35"
}
