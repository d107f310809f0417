import ChatTestSupport
import Testing

@testable import ChatStore

@Suite struct FirstTokenTimesTests {
  @Test(
    "Times are kept to two digits, half up",
    arguments: [
      (0, 0), (7, 7), (99, 99), (100, 100), (104, 100), (105, 110), (994, 990), (995, 1000),
      (1049, 1000), (1050, 1100), (12_499, 12_000), (99_500, 100_000), (995_000, 1_000_000),
      (86_400_000, 1_000_000),
    ] as [(Int64, Int)])
  func rounding(milliseconds: Int64, rounded: Int) {
    #expect(FirstTokenTimes.rounded(milliseconds) == rounded)
  }

  @Test("A percentile is the rounded time of the nearest rank")
  func percentiles() {
    var generator = SeededGenerator(seed: 3)
    for count in [1, 2, 3, 10, 99, 100, 101] {
      let times = (0..<count).map { _ in Int64.random(in: 0...90_000, using: &generator) }.sorted()
      var kept = FirstTokenTimes()
      for time in times.shuffled(using: &generator) { kept.add(milliseconds: time) }
      for share in [0.5, 0.95, 1] {
        let rank = Int((share * Double(count)).rounded(.up))
        #expect(kept.percentile(share) == FirstTokenTimes.rounded(times[rank - 1]))
      }
    }
    #expect(FirstTokenTimes().percentile(0.5) == nil)
  }

  @Test("What was added can be taken away, and the text says all of it")
  func arithmetic() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<50 {
      var (one, two) = (FirstTokenTimes(), FirstTokenTimes())
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        one.add(milliseconds: .random(in: 0...3000, using: &generator))
      }
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        two.add(milliseconds: .random(in: 0...3000, using: &generator))
      }
      #expect(FirstTokenTimes(text: one.text) == one)
      var both = one
      both.add(two)
      #expect(both.turns == one.turns + two.turns)
      both.subtract(two)
      #expect(both == one)
    }
  }

  @Test(
    "What is no such text is nothing, and traps nobody",
    arguments: [
      "x", "5", "5:", ":3", "5:1 4:1", "99999999999999999999:1", "1:99999999999999999999",
    ])
  func damaged(text: String) {
    _ = FirstTokenTimes(text: text).percentile(0.5)
  }
}
