import ChatTokens
import Testing

@Suite("TokenCount")
struct TokenCountTests {
  @Test("Sums go part by part")
  func sum() {
    var count = TokenCount(expected: 2, upper: 3) + TokenCount(exactly: 4)
    #expect(count == TokenCount(expected: 6, upper: 7))
    count += .zero
    #expect(count == TokenCount(expected: 6, upper: 7))
    #expect(!count.isExact)
    #expect(TokenCount(exactly: 4).isExact)
  }

  @Test("Sums stop at the largest and the smallest number instead of trapping")
  func saturation() {
    let largest = TokenCount(exactly: .max)
    #expect(largest + TokenCount(expected: 1, upper: .max) == largest)
    let smallest = TokenCount(exactly: .min)
    #expect(smallest + TokenCount(exactly: -1) == smallest)
  }
}
