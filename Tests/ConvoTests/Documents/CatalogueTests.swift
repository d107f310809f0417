import Foundation
import Testing

@Suite("A library's documentation names everything that is public")
struct CatalogueTests {
  @Test("Every public type is on its library's page", arguments: ["ChatStore", "ChatCompletions"])
  func types(library: String) throws {
    let page = try Document("Sources/\(library)/Documentation.docc/\(library).md")
    let declaration = #/^public (?:final )?(?:struct|enum|class|protocol|actor) (\w+)/#
    let names = try sources(of: library).flatMap { file in
      try Document(file).lines.compactMap { $0.firstMatch(of: declaration).map { String($0.1) } }
    }
    #expect(names.count > 20)
    for name in names {
      let link = name == library ? "``\(library)/\(name)``" : "``\(name)``"
      #expect(page.lines.contains("- \(link)"), "\(name)")
    }
  }

  @Test("Every public method of a store is on the store's page, and every link to one leads there")
  func methods() throws {
    let methods = Set(try declaredMethods())
    #expect(methods.count > 40)
    let page = try Document("Sources/ChatStore/Documentation.docc/Store.md")
    let listed = page.lines.compactMap {
      $0.wholeMatch(of: #/- ``(\w+\([\w:]*\)).*``/#).map { String($0.1) }
    }
    #expect(Set(listed) == methods)
    for file in try files(in: "Sources/ChatStore/Documentation.docc", suffix: ".md") {
      let links = try Document(file).lines.flatMap {
        $0.matches(of: #/``ChatStore\/ChatStore\/(\w+\([\w:]*\))/#).map { String($0.1) }
      }
      #expect(Set(links).subtracting(methods) == [], "\(file)")
    }
  }

  /// The public methods of a store as documentation names them: `path(to:limit:)`.
  private func declaredMethods() throws -> [String] {
    let declaration = #/  (?:@discardableResult )?public (?:static )?func (\w+)\(/#
    return try sources(of: "ChatStore").filter {
      $0.contains(#/\/ChatStore(?:\+\w+)?\.swift$/#)
    }.flatMap { file in
      let text = try Document(file).lines.joined(separator: "\n")
      return text.matches(of: declaration).map { match in
        "\(match.1)(\(Self.labels(in: text[match.range.upperBound...])))"
      }
    }
  }

  /// The labels of parameters, each with its colon, up to the parenthesis that ends them.
  private static func labels(in text: Substring) -> String {
    var depth = 1
    var labels = ""
    var isAtLabel = true
    for word in text.matches(of: #/[\w]+|[^\w\s]/#).map(\.output) {
      switch word {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "," where depth == 1: isAtLabel = true
      default:
        if isAtLabel { labels += word + ":" }
        isAtLabel = false
      }
      if depth == 0 { return labels }
    }
    return labels
  }

  /// The paths of a library's source files in the repository.
  private func sources(of library: String) throws -> [String] {
    try files(in: "Sources/\(library)", suffix: ".swift")
  }

  private func files(in folder: String, suffix: String) throws -> [String] {
    let path = Document.root.appending(path: folder).path()
    let files = try #require(FileManager.default.enumerator(atPath: path))
    return files.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) }
      .map { "\(folder)/\($0)" }
  }
}
