import Testing

/// A text and what four vocabularies really make of it.
///
/// Counted with tiktoken 0.14.0 (cl100k_base, o200k_base, and Qwen's ranks and pattern after NFC)
/// and tokenizers 0.23.3 (DeepSeek), no special tokens.
struct GoldenText: Sendable, CustomTestStringConvertible {
  let kind: String
  let text: String
  let counts: [Int]

  var testDescription: String { kind }
  var largest: Int { counts.max() ?? 0 }

  private init(
    _ kind: String, cl100k: Int, o200k: Int, qwen: Int, deepSeek: Int, repeated times: Int,
    _ text: String
  ) {
    self.kind = kind
    self.text = String(repeating: text, count: times)
    counts = [cl100k, o200k, qwen, deepSeek]
  }

  static let all = [
    GoldenText(
      "english", cl100k: 69, o200k: 68, qwen: 69, deepSeek: 69, repeated: 1,
      """
      Thanks for getting back to me so quickly! I went through the draft last night and, h\
      onestly, I think the second half is stronger than the first. Could you move the para\
      graph about costs nearer to the beginning, and explain why we chose the smaller mach\
      ine? Also, don't forget that the review is due on Thursday, not on Friday.
      """),
    GoldenText(
      "chinese", cl100k: 250, o200k: 164, qwen: 131, deepSeek: 120, repeated: 1,
      """
      请帮我看一下这段实验报告的结论部分。我们用三种不同的方法训练了语言模型，结果发现数据的质量比数量更重要。上周导师说，图表里的误差线没有标清楚，参考文献的格式也不统一。另\
      外，能不能解释一下为什么第二组的准确率反而下降了？如果可以的话，请用通俗易懂的话写一段三百字左右的摘要，避免使用太多专业术语，并且列出下一步需要补充的实验。谢谢你，麻烦\
      尽快回复，因为明天上午就要交给学院了。顺便问一下，图书馆晚上几点关门？宿舍的网络最近总是断开，不知道该找谁修理。
      """),
    GoldenText(
      "traditional", cl100k: 329, o200k: 197, qwen: 165, deepSeek: 153, repeated: 1,
      """
      關於昨天討論的專案進度，我想補充幾點意見。首先，資料庫的備份機制還沒有完成測試，建議延後一週再上線；其次，使用者反映登入畫面的載入速度過慢，需要請工程師檢查伺服器的設定\
      。另外，圖書館的開放時間從下個月開始調整，請大家留意公告。若有任何問題，歡迎隨時與我聯絡，我會儘快回覆。謝謝各位的辛勞與配合，祝週末愉快！附上會議紀錄與預算表，請於星期\
      五以前確認內容是否正確，並將簽名後的檔案寄回辦公室。此外，停車證的申請表已經放在櫃檯，請自行領取。
      """),
    GoldenText(
      "japanese", cl100k: 219, o200k: 149, qwen: 119, deepSeek: 134, repeated: 1,
      """
      昨日の会議で話し合った内容について、いくつか確認させてください。新しいシステムの導入は来月の初めを予定していますが、テストの結果によっては少し遅れるかもしれません。ユー\
      ザーからの問い合わせが増えているので、サポートの担当者をもう一人追加したいと考えています。お忙しいところ恐れ入りますが、金曜日までにご意見をいただけると助かります。どう\
      ぞよろしくお願いいたします。なお、資料は共有フォルダーに保存してありますので、時間のあるときに目を通しておいてください。
      """),
    GoldenText(
      "korean", cl100k: 232, o200k: 125, qwen: 143, deepSeek: 163, repeated: 1,
      """
      안녕하세요. 지난주에 보내 주신 자료를 잘 받았습니다. 발표 준비를 하면서 몇 가지 궁금한 점이 생겨서 연락드립니다. 먼저 두 번째 그래프의 단위가 무\
      엇인지 설명해 주실 수 있을까요? 그리고 실험을 다시 진행할 경우 시간이 얼마나 걸릴지도 알고 싶습니다. 바쁘시겠지만 이번 주 금요일까지 답장을 주시면 \
      정말 감사하겠습니다. 날씨가 많이 추워졌으니 감기 조심하시고 즐거운 하루 보내세요. 참고로 회의실은 삼 층으로 바뀌었습니다.
      """),
    GoldenText(
      "arabic", cl100k: 230, o200k: 94, qwen: 113, deepSeek: 115, repeated: 1,
      """
      السلام عليكم ورحمة الله، أشكرك على رسالتك الأخيرة وعلى الملاحظات المفيدة التي أرسلته\
      ا. لقد قرأت التقرير كاملاً وأعتقد أن الفصل الثالث يحتاج إلى بعض التعديلات قبل نشره. \
      هل يمكنك أن توضح لي كيف تم جمع البيانات، وما هي المدة التي استغرقتها التجربة؟ أرجو أ\
      ن ترسل لي النسخة النهائية قبل نهاية الأسبوع حتى أتمكن من مراجعتها مع بقية الفريق.
      """),
    GoldenText(
      "hindi", cl100k: 288, o200k: 74, qwen: 268, deepSeek: 168, repeated: 1,
      """
      नमस्ते, आपका संदेश मिला और उसके लिए बहुत धन्यवाद। मैंने पूरी रिपोर्ट ध्यान से पढ़ी है \
      और मुझे लगता है कि दूसरे अध्याय में कुछ सुधार की आवश्यकता है। क्या आप बता सकते हैं कि \
      यह जानकारी कहाँ से ली गई थी? कृपया शुक्रवार तक अपना उत्तर भेज दें ताकि हम अगली बैठक \
      से पहले सभी बदलाव पूरे कर सकें।
      """),
    GoldenText(
      "russian", cl100k: 163, o200k: 88, qwen: 113, deepSeek: 111, repeated: 1,
      """
      Здравствуйте! Большое спасибо за подробный ответ. Я внимательно прочитал вашу статью \
      и хотел бы задать несколько вопросов. Почему вы решили использовать именно этот мето\
      д, и насколько сильно результаты зависят от размера выборки? Кроме того, мне кажется\
      , что на третьем рисунке перепутаны подписи осей. Если возможно, пришлите исправленн\
      ый вариант до конца недели, чтобы мы успели отправить его в журнал.
      """),
    GoldenText(
      "french", cl100k: 89, o200k: 79, qwen: 88, deepSeek: 92, repeated: 1,
      """
      Bonjour, merci beaucoup pour votre réponse rapide. J'ai relu le rapport hier soir et \
      je pense qu'il faudrait préciser la méthode employée dans la deuxième partie. Pourri\
      ez-vous aussi vérifier les chiffres du tableau à la page douze ? Il me semble qu'une \
      erreur s'est glissée dans les totaux. N'hésitez pas à m'appeler si quelque chose n'e\
      st pas clair.
      """),
    GoldenText(
      "vietnamese", cl100k: 141, o200k: 83, qwen: 81, deepSeek: 129, repeated: 1,
      """
      Chào bạn, cảm ơn bạn đã gửi cho tôi bản báo cáo. Tôi đã đọc kỹ và thấy rằng phần kết \
      luận cần được viết lại cho rõ ràng hơn. Bạn có thể giải thích vì sao kết quả của nhó\
      m thứ hai lại thấp như vậy không? Nếu được, xin vui lòng gửi lại trước thứ sáu để ch\
      úng ta kịp chuẩn bị cho buổi họp tuần sau.
      """),
    GoldenText(
      "thai", cl100k: 241, o200k: 94, qwen: 136, deepSeek: 89, repeated: 1,
      """
      สวัสดีครับ ขอบคุณมากสำหรับข้อมูลที่ส่งมาให้เมื่อสัปดาห์ที่แล้ว ผมอ่านรายงานทั้งหมดแล้\
      วและคิดว่าบทที่สองควรเพิ่มคำอธิบายเกี่ยวกับวิธีการทดลอง คุณช่วยตรวจสอบตัวเลขในตารางอี\
      กครั้งได้ไหมครับ เพราะดูเหมือนว่าผลรวมจะไม่ถูกต้อง หากมีคำถามใด ๆ โปรดติดต่อผมได้ตลอ\
      ดเวลา
      """),
    GoldenText(
      "swift", cl100k: 82, o200k: 86, qwen: 82, deepSeek: 86, repeated: 1,
      """
      struct Stack<Element> {
        private var storage: [Element] = []

        var isEmpty: Bool { storage.isEmpty }

        mutating func push(_ element: Element) {
          storage.append(element)
        }

        mutating func pop() throws -> Element {
          guard let last = storage.popLast() else {
            throw StackError.underflow(depth: storage.count)
          }
          return last
        }
      }

      """),
    GoldenText(
      "python", cl100k: 88, o200k: 89, qwen: 88, deepSeek: 89, repeated: 1,
      """
      def moving_average(values, window=5):
          \"\"\"Return the mean of each run of `window` values.\"\"\"
          if window <= 0:
              raise ValueError("window must be positive")
          total = sum(values[:window])
          result = [total / window]
          for i in range(window, len(values)):
              total += values[i] - values[i - window]
              result.append(total / window)
          return result

      """),
    GoldenText(
      "json", cl100k: 86, o200k: 88, qwen: 94, deepSeek: 100, repeated: 1,
      """
      {"id":"chatcmpl-9a1","object":"chat.completion","created":1716900000,"model":"ecnu-m\
      ax","choices":[{"index":0,"message":{"role":"assistant","content":"Hello! How can I \
      help you today?"},"finish_reason":"stop"}],"usage":{"prompt_tokens":14,"completion_t\
      okens":9,"total_tokens":23,"prompt_tokens_details":{"cached_tokens":0}}}
      """),
    GoldenText(
      "markdown", cl100k: 116, o200k: 116, qwen: 124, deepSeek: 114, repeated: 1,
      """
      ## Results

      | Model | Accuracy | F1 | Time (s) |
      |-------|---------:|---:|---------:|
      | small | 81.25 % | 0.79 | 12.4 |
      | large | 88.07 % | 0.86 | 97.1 |

      1. **Data** matters more than size; see [the report](https://example.org/report.html\
      #data).
      2. Training *longer* did not help.

      ```sh
      make bench SIZE=large | tee out.log
      ```

      """),
    GoldenText(
      "base64", cl100k: 161, o200k: 145, qwen: 161, deepSeek: 152, repeated: 1,
      """
      U3dpZnQgaXMgYSBnZW5lcmFsLXB1cnBvc2UgcHJvZ3JhbW1pbmcgbGFuZ3VhZ2UgYnVpbHQgdXNpbmcgYSBt\
      b2Rlcm4gYXBwcm9hY2ggdG8gc2FmZXR5LCBwZXJmb3JtYW5jZSwgYW5kIHNvZnR3YXJlIGRlc2lnbiBwYXR0\
      ZXJucy4gSXQgaW5jbHVkZXMgbW9kZXJuIGZlYXR1cmVzLg==
      """),
    GoldenText(
      "hexadecimal", cl100k: 124, o200k: 125, qwen: 183, deepSeek: 125, repeated: 1,
      """
      e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 2cf24dba5fb0a30e26e\
      83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 486ea46224d1bb4fb680f34f7c9ad96a8f24ec\
      88be73ea8e5a6c65260e9cb8a7 9f86d081
      """),
    GoldenText(
      "numbers", cl100k: 116, o200k: 116, qwen: 226, deepSeek: 116, repeated: 1,
      """
      3.14159265358979, 2.71828182845905, 1.41421356237310, 1.73205080756888, 0.5772156649\
      0153, 1.61803398874989, 299792458, 6.62607015e-34, 1.380649e-23, 9.10938356e-31, 202\
      40229, 18446744073709551615, 1000000007, 65537, 4294967296
      """),
    GoldenText(
      "emoji", cl100k: 700, o200k: 475, qwen: 270, deepSeek: 485, repeated: 5,
      """
      😀😂🥰😎🤔😴🤯🥳😭😡👍👎🙏👏💪🧠👀❤️🔥✨🎉🎂🎁🚀🌍🌞🌧️❄️🍎🍕🍣☕🐶🐱🐼🦊🌸🌳⚽🏀🎸🎹📚💻📱🔒🔑✅❌⚠️
      """),
    GoldenText(
      "families", cl100k: 720, o200k: 468, qwen: 351, deepSeek: 450, repeated: 9,
      """
      👨‍👩‍👧‍👦👩‍💻👨🏽‍🔬🏳️‍🌈🧑🏿‍🚀👩🏻‍⚕️🇨🇳🇩🇪
      """),
    GoldenText(
      "white space", cl100k: 56, o200k: 56, qwen: 56, deepSeek: 56, repeated: 1,
      """
      a
              b


                      c
      \t\td
      \t\t\te    f                    g



                                      h
          i
        j
              k
                  l

              m
                      n

                  o
      \t\t\t\tp
              q
          r
      s     \u{20}
        \u{20}
        t
      """),
    GoldenText(
      "rare Han", cl100k: 564, o200k: 472, qwen: 436, deepSeek: 436, repeated: 4,
      """
      龘靐齉齾爩麤灪爨鱻麣龗鸞籲虋讟钃鸜麷鞻韽韾顟顠颿飝饢馫驫骉骦髟鬰魙鮵鯵鰽鱣鱮鳦鴋鵀鶂鷓鸂麀麌黀黕黮黲鼀鼂齓龏
      """),
  ]
}
