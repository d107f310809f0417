import Testing

@testable import ChatCompletions

struct HTTPDateTests {
  @Test(
    "Dates in the three forms of HTTP are read",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777), ("Sun Nov  6 08:49:37 1994", 784_111_777),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
      ("Fri, 31 Dec 9999 23:59:60 GMT", 253_402_300_800),
      ("Tue, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
    ])
  func read(text: String, expected: Int) {
    #expect(HTTPDate(text)?.unixTime == expected)
  }

  @Test(
    "Anything else is no date",
    arguments: [
      "", "now", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 a:b:c GMT",
      "Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "Sun, 06 Nov -1 08:49:37 GMT", "a b c d e",
      "1 2 3 4 5", "Sun, 06 Nov 1994 ::: GMT",
    ])
  func refused(text: String) {
    #expect(HTTPDate(text) == nil)
  }
}
