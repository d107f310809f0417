#if Networking
  import Testing

  @testable import ChatDemo

  struct DemoTokenEstimateTests {
    @Test(
      "Two characters of Chinese, or four of ASCII, are a token, rounded up",
      arguments: [
        (["你是华东师范大学大模型ChatECNU", "你好呀"], 9), (["你好!有什么我可以帮助你的吗?"], 7), ([], 0),
        (["a"], 1),
      ])
    func documented(texts: [String], expected: Int) {
      var estimate = DemoTokenEstimate()
      for text in texts { estimate.add(text) }
      #expect(estimate.tokens == expected)
    }
  }
#endif
