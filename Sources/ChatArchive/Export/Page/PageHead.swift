import CPage
import ChatSession
import ChatStore

extension PageMarkup {
  /// Adds everything before the body's first element.
  mutating func addHead(title: String) {
    add(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      img-src data:; base-uri 'none'; form-action 'none'; script-src 'sha256-
      """)
    add(text: PageResource.scriptDigest)
    add(
      """
      '">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="convo">
      <title>
      """)
    add(text: title)
    add("</title>\n<style>\n")
    add(embedded: PageResource.style)
    add("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#read\">Skip to the messages</a>\n")
    add("<div class=\"page\">\n")
  }

  /// Adds everything behind the body's last element.
  mutating func addFoot() {
    add("</div>\n<script>")
    add(embedded: PageResource.script)
    add("</script>\n</body>\n</html>\n")
  }
}

/// What of a page is the same in every one.
enum PageResource {
  /// The style sheet.
  static var style: UnsafeRawBufferPointer {
    var size = 0
    let start = cpage_style(&size)
    return UnsafeRawBufferPointer(start: start, count: size)
  }

  /// The program that shows other branches.
  static var script: UnsafeRawBufferPointer {
    var size = 0
    let start = cpage_script(&size)
    return UnsafeRawBufferPointer(start: start, count: size)
  }

  /// SHA-256 of the program, by which the page's policy lets it run and nothing else
  /// (<https://www.w3.org/TR/CSP3/#grammardef-hash-source>).
  static let scriptDigest: String = Attachment(
    name: "page.js", mediaType: "text/javascript", bytes: Array(script)
  ).reference.sha256.base64
}
