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

  @Test("Every public method of a store is on the store's page")
  func methods() throws {
    let page = try Document("Sources/ChatStore/Documentation.docc/Store.md").lines
      .joined(separator: "\n")
    let declaration = #/^  (?:@discardableResult )?public (?:static )?func (\w+)/#
    let files = try sources(of: "ChatStore").filter {
      $0.contains(#/\/ChatStore(?:\+\w+)?\.swift$/#)
    }
    let names = try files.flatMap { file in
      try Document(file).lines.compactMap { $0.firstMatch(of: declaration).map { String($0.1) } }
    }
    #expect(names.count > 40)
    for name in names { #expect(page.contains("- ``\(name)("), "\(name)") }
  }

  /// The paths of a library's source files in the repository.
  private func sources(of library: String) throws -> [String] {
    let folder = Document.root.appending(path: "Sources/\(library)")
    let files = try #require(FileManager.default.enumerator(atPath: folder.path()))
    return files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
      .map { "Sources/\(library)/\($0)" }
  }
}
