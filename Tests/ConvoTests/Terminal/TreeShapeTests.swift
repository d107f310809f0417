import Testing

@testable import convo

@Suite struct TreeShapeTests {
  private func shape(_ edges: [(Int64, Int64?)]) -> TreeShape {
    TreeShape(
      edges.map { TreeNode(id: $0.0, parent: $0.1, shortID: "\($0.0)", role: "user", text: "") })
  }

  private func children(_ shape: TreeShape) -> [[Int64]] {
    shape.nodes.indices.map { shape.children(of: $0).map { shape.nodes[$0].id } }
  }

  @Test("Children are in the order of their ids, whatever the order of the nodes")
  func order() {
    let shape = shape([(9, 1), (3, 1), (1, nil), (4, 3), (5, 1)])
    #expect(shape.nodes.map(\.id) == [1, 3, 4, 5, 9])
    #expect(shape.roots == [0])
    #expect(children(shape) == [[3, 5, 9], [4], [], [], []])
  }

  @Test("A message whose parent is missing is a root")
  func missingParent() {
    let shape = shape([(5, 2), (6, 5), (7, nil)])
    #expect(shape.roots == [0, 2])
    #expect(children(shape) == [[6], [], []])
  }

  @Test("The smallest message of a cycle becomes a root, and what hangs on it stays there")
  func cycles() {
    let shape = shape([(1, 6), (2, 2), (5, 6), (6, 5), (7, 1)])
    #expect(shape.roots.map { shape.nodes[$0].id } == [2, 5])
    #expect(children(shape) == [[7], [], [6], [1], []])
  }

  @Test("Every message is reached once from the roots, in any graph")
  func everyNodeOnce() {
    var state: UInt64 = 11
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<300 {
      let count = 1 + random(12)
      // Ids may repeat and parents may point anywhere.
      let shape = shape((0..<count).map { _ in (Int64(random(14)), Int64(random(16))) })
      var stack = shape.roots
      var reached: [Int] = []
      while let position = stack.popLast(), reached.count <= count {
        reached.append(position)
        stack += shape.children(of: position)
      }
      #expect(reached.sorted() == Array(0..<count))
    }
  }
}
