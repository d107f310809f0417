"""Writes short texts with their ids in the four vocabularies, for the tests: golden.py FOLDER OUT

FOLDER is what `setup` prepared. OUT is JSON with one text a line, in ASCII, so that it says exactly
which characters there are: {"texts":[{"text":"…","cl100k_base":[…],"o200k_base":[…],…},…]}.
Where there is a second implementation of a reference, both must agree.
"""

import base64
import json
import sys

import references

TEXTS = [
    # Nothing, and single characters.
    "", "a", "A", " ", "\n", "\t", "0", ".", "'", "é", "中", "👍", "\x00", "\x7f", "\ufeff", "\ufffd",
    # Words.
    "Hello, world!", "hello world", " hello", "  hello", "The quick brown fox jumps over the lazy dog.",
    "supercalifragilisticexpialidocious antidisestablishmentarianism", "I", " I am", "naïve café déjà-vu coöperate",
    "HELLO WORLD", "HelloWorld helloWorld HELLOworld helloWORLD", "XMLHttpRequest getElementById IOError",
    "snake_case_name SCREAMING_SNAKE kebab-case dotted.name", "aAaA AaAa aa AA Aa aA", "iPhone eBay McDonald O'Reilly",
    # A character of another kind before the letters, in one piece with them or not.
    ".word ,word -word _word /word 'word \"word (word \tword \u00a0word", "word. word, word- word_ word/ 'word' (word)",
    "!hello !!hello $hello $$hello\thello\t\thello", "@user #tag $PATH %s &amp; *ptr",
    # Contractions, whichever case, the long s and the typographic apostrophe too.
    "I'm you're he's we've they'll I'd don't isn't", "I'M YOU'RE HE'S WE'VE THEY'LL I'D DON'T", "It'S we'Re THEY'lL i'D Don'T",
    "it'ſ IT'ſ x'ſx ſ's", "I’m you’re he’s we’ve they’ll I’d don’t", "'s 't 're 've 'm 'll 'd", "'S'T'RE'VE'M'LL'D",
    "'sx 'tx 'rex 'vex 'mx 'llx 'dx", "'r 'v 'l 'e 'a 'L 'R 'V", "x''s x'''s '''s ''", "1's 2'll 中's é're 👍's .'s \n's",
    "rock 'n' roll, y'all, o'clock, 'tis, 'twas", "L'été d'Hérodote qu'il n'a pas", "dogs' cats' 'quoted' ''double''",
    # Digits, by one and by three, of every kind.
    "1 12 123 1234 12345 123456 1234567", "3.14159 -1 +1 1,000,000 1e10 0x1F 0b101 50% $99.99 №5",
    "2024-02-29T12:34:56.789Z", "a1b2c3 1a2b3c abc123def456", "１２３４５ ٠١٢٣٤٥ ०१२३४ ๑๒๓ 一二三", "ⅠⅡⅢⅣ ⅰⅱⅲ ½⅓¼ ①②③ ²³¹ ₁₂₃",
    "𝟎𝟏𝟐𝟑𝟒 𐄇𐄈 𒐀", "+86 138-0013-8000", "192.168.0.1:8080 ::1 fe80::1%eth0", "00000000 111111111111 999",
    # White space.
    "  ", "   ", "    ", "     a", "a  b   c    d     e", " \t \t x", "\t\t\tx", "a ", "a  ", "a\n", "a \n", "a  \n  b", "\n\n", "\n\n\n",
    "\n a", "\n\n  a", " \n\n a", "a\n\n\n\nb", "\r", "\r\n", "\r\n\r\n", "a\r\nb\rc\nd", " \r\n ", "x\r\n  y", "\n \n \n", "  \n", "\n  ",
    "\v\f\x1c\x1d\x1e\x1f\u0085", "a\vb\fc\u0085d", "\u00a0\u00a0a \u00a0b\u00a0 c", "\u2002\u2003\u2009\u200a\u202f\u205fx",
    "\u2028a\u2029b\u2028\u2029 c", "\u3000\u3000你好\u3000世界", "\u1680a\u180eb\u200bc\u2060d\ufeffe", " " * 20 + "x" + " " * 33 + "y",
    "\t" * 17 + "x" + "\n" * 19 + "y", " " * 81, " " * 83 + "\n", "\n" * 70,
    # Punctuation, with line ends behind it, and the slash that o200k takes along.
    "...", "!!!\n", "?!\r\n\r\n", " ...\n\nx", "a.\nb", "a.\n\n\nb", "};\n\n}\n", "/// //\n/\n", "http://a/b/c/ d//\n", " ** -- == ++ <= => != :: ->",
    "----------------------------------------", "================================\n", "~!@#$%^&*()_+`-={}|[]\\:\";'<>?,./", "«Bonjour» „Hallo“ ‘hi’ “hello” … – —",
    "€100 £5 ¥3000 ₹ ₽ ₿ ¢", "∀x∈ℝ: x²≥0 ∑∏∫√∞≈≠≤ → ⇒ ↔", "© ® ™ § ¶ † ‡ • ‰", "░▒▓█▄▀ ┌─┐│└┘ ♠♣♥♦", "、。，！？；：「」『』（）【】《》〈〉", "¿Qué? ¡Sí!",
    # DeepSeek's pattern: a sign and letters behind it, Han and kana apart.
    "!important #include <stdio.h> @property $variable", "_private __init__ 'single' \"double\" [index] {key} ~user", "中文abc日本語def한국어ghi",
    "カタカナひらがな漢字ー々〆ヶゝヽ・", "ｶﾀｶﾅ ﾊﾝｶｸ ㌔㍿ ㋿", "龥龦鿿㐀𠀀𪜀 豈更 﨎﨏", "我 们 a我b们c 我1们2", "。hello、world！test",
    # Scripts.
    "你好，世界！今天天气怎么样？", "我们的数据库里有三千多条记录，其中百分之二十是重复的。", "繁體中文：臺灣的圖書館與電腦軟體", "广东话：我哋一齊去飲茶啦，好唔好啊？",
    "こんにちは、世界。吾輩は猫である。名前はまだ無い。", "東京特許許可局長今日急遽休暇許可却下", "안녕하세요, 세계! 오늘 날씨가 어떻습니까?", "대한민국의 주권은 국민에게 있고",
    "Привет, мир! Как дела? ЭЛЕКТРОННАЯ почта", "Слава Україні, їжак і ґанок", "مرحبا بالعالم! كيف حالك؟", "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ", "سلام دنیا، می‌خواهم",
    "שלום עולם! מה שלומך?", "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים", "नमस्ते दुनिया! क्या हाल है?", "হ্যালো বিশ্ব", "வணக்கம் உலகம்", "హలో ప్రపంచం", "ಹಲೋ ಜಗತ್ತು", "ഹലോ ലോകം", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "હેલો વિશ્વ",
    "สวัสดีชาวโลก ผมชื่อสมชาย", "ສະບາຍດີ", "မင်္ဂလာပါ ကမ္ဘာလောက", "សួស្តី​ពិភពលោក", "བཀྲ་ཤིས་བདེ་ལེགས།", "გამარჯობა მსოფლიო ᲒᲐᲛᲐᲠᲯᲝᲑᲐ", "Բարեւ աշխարհ", "ሰላም ልዑል", "ᏣᎳᎩ ꭰꭱ", "ᠮᠣᠩᠭᠣᠯ",
    "Γειά σου Κόσμε! ΣΊΣΥΦΟΣ σίσυφος", "Xin chào thế giới! Tiếng Việt rất đẹp.", "Zażółć gęślą jaźń", "Příliš žluťoučký kůň", "İstanbul ığdır ŞEKER", "Größe STRASSE ẞ Äpfel", "Þór æður Ørsted Åse",
    "𝕳𝖊𝖑𝖑𝖔 𝒲𝑜𝓇𝓁𝒹 ｆｕｌｌｗｉｄｔｈ", "𐐀𐐨 𐌰𐌱 𓀀𓀁 𒀀𒀁 𝄞", "ǅ ǆ Ǆ ǈ ᾈ ᾀ ʰʲ ªº ꟸ", "aʰB ʰa ªb ABʰc 中a中A あBカc", "x\u20ddy e\u0488 क\u0903ख",
    # Emoji.
    "😀😃😄 😁", "👍🏻👍🏼👍🏽👍🏾👍🏿", "👨‍👩‍👧‍👦 👩🏽‍💻 🏳️‍🌈 🏴‍☠️", "🇩🇪🇨🇳🇺🇸 🇪🇺🇦", "1️⃣2️⃣#️⃣*️⃣ 🔟", "❤️ ❤︎ ☺️ ☹ ✈️", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "a😀b 😀c\n😀'd 😀.😀1", "🫠🪿🫨🩷", "👍\n\n👍 \n",
    # What NFC changes, and what it leaves.
    "e\u0301 a\u0308 n\u0303 o\u0302\u0323 A\u030a", "é ä ñ ộ Å", "\u212b \u2126 \u212a \u0340\u0341\u0343\u0344 \u0374 \u037e \u0387", "\u1100\u1161 \u1112\u1161\u11ab \uac00\u11a8 \u1100\u1161\u11a7 \u1161\u1100",
    "\u0915\u093c \u0958 \u09a1\u09bc \u0a16\u0a3c \ufb2a \u05e9\u05c1 \u2adc", "か\u3099は\u309aウ\u3099 ゙か", "q\u0323\u0307 q\u0307\u0323 d\u0323\u0307 \u1e0b\u0323 \u1e69 s\u0307\u0323",
    "\u0627\u0653 \u0627\u0654 \u0627\u0655 \u0622", "\uf900\ufa0e\ufa10 \U0002f800 \u2329\u232a", "\u0301a \u0301 \n\u0301 1\u0301 .\u0301 中\u0301", "a\u0301\u0301\u0301\u0316\u0316\u0345b", "\u0958 \u0344 \U0001d15e \ufb1d \u1e9b\u0323",
    "fi ﬁ ﬀ ㎏ ① Å ſ", "a\u0323\u200d\u0301 a\u034f\u0301\u0323", "\u0061\u1df6\u0316 \u0061\u07fd\u0301", "Z\u0351\u0346a\u0320\u033cl\u0329\u0348g\u0334o\u0358!",
    # What looks like special tokens.
    "<|endoftext|>", "<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n", "<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>", "<|endofprompt|> <|im_sep|> <|extra_0|>",
    "<｜begin▁of▁sentence｜>", "<｜User｜>hi<｜Assistant｜><｜end▁of▁sentence｜>", "<｜tool▁calls▁begin｜><think>\n</think>", "<|im_start|", "<| endoftext |>", "<s> </s> [INST] [/INST] <unk> <0x0A>",
    # Source code.
    "def f(x: int) -> str:\n    return f\"{x!r}\"  # TODO\n\n\nif __name__ == '__main__':\n    print(f(1))\n", "int main(void) {\n\tprintf(\"%d\\n\", 42);\n\treturn 0;\n}\n",
    "const f = async (x) => ({ ...x, a: `t${1 + 2}` });", "SELECT a.id, COUNT(*) FROM t AS a WHERE b IS NOT NULL GROUP BY 1;", "fn main() -> Result<(), Box<dyn Error>> { Ok(()) }",
    "func (s *Server) Serve(ctx context.Context) error {\n\tif err != nil {\n\t\treturn err\n\t}\n}", "#!/bin/sh\nset -eu\nfor f in *.txt; do echo \"$f\" | sed 's/a/b/g' >>out; done",
    "<div class=\"a b\"><p>&nbsp;</p><!-- c --></div>", ".a > b::after { content: \"\\201C\"; margin: 0 -1px !important }", "x <- c(1, 2); y %>% filter(z == 'a') |> head()",
    "# Title\n\n- item **bold** _it_ `code`\n  1. [link](https://example.org/a?b=c#d)\n\n```swift\nlet x = 1\n```\n", "\\begin{equation} \\frac{a}{b} \\end{equation}", "a\t=\tb;\r\n\tc\r\n", "+++ b/file.txt\n@@ -1,2 +1,3 @@\n-old\n+new\n",
    # Data.
    '{"id": 1, "name": "Zoë", "tags": ["a", "b"], "ok": true, "n": null, "x": -1.5e-3}', '{"role":"user","content":"你好\\n\\u4f60"}', "name,age\r\n\"Doe, J.\",42\r\n", "key: value\nlist:\n  - 1\n  - two\n",
    base64.b64encode(bytes(range(0, 256, 3))).decode("ascii"), "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "550e8400-e29b-41d4-a716-446655440000", "https://user:pw@www.example.co.uk:8443/path/to/file.html?q=a%20b&c=d#frag", "C:\\Users\\x\\file.txt ~/.config/convo", "user.name+tag@example.com",
    "2024/01/02 03:04:05 [INFO] (main.c:42) started pid=1234", "ACGTACGTTTGACA MKTAYIAKQR", "1.2.3-beta.4+build.5 v2.0.0rc1",
    # Control characters, directions, private use, what has no character.
    "a\x00b\x01c\x1bd\x7fe", "\x1b[31mred\x1b[0m", "\u0080\u009f\u00ad", "\u200e\u200f\u202aabc\u202b\u202c\u202e\u2066x\u2069", "a\u200bb\u200cc\u200dd\u2060e\ufefff", "\ue000\uf8ff\U000f0000\U0010fffd", "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff",
    "\u0378\u0380\u2fe0\U0003fffd x\u0378y", "葛\U000e0100 葛\ufe00 \u1820\u180b", "\ufffd\ufffd�", "\ufff9a\ufffab\ufffb \ufffc", "é\u0085\u00a0ÿ ÃÂ â€™",
    # Runs.
    "a" * 100, "ab" * 60, "A" * 50, "哈" * 40, "ha" * 30 + "!", "1" * 50, "=" * 120, "." * 61, "👍" * 20, "\u0301" * 20, "é" * 30, "é" * 10 + "e\u0301" * 10, "한" * 20, "ー" * 20, "َ" * 15, "\x00" * 12, "'" * 15, "a'" * 15,
]  # fmt: skip


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    folder, out = sys.argv[1:]
    references.enter(folder)
    if len(set(TEXTS)) != len(TEXTS):
        raise SystemExit(f"golden: twice: {[text for text in set(TEXTS) if TEXTS.count(text) > 1]}")
    ids = {v: references.batch_encoder(folder, v)(TEXTS) for v in references.VOCABULARIES}

    from rs_bpe.bpe import openai

    qwen = references.qwen_tokenizer(folder)
    seconds = {
        "cl100k_base": openai.cl100k_base().encode,
        "o200k_base": openai.o200k_base().encode,
        "qwen": lambda text: qwen.encode(text, add_special_tokens=False).ids,
    }
    for vocabulary, second in seconds.items():
        for text, of_text in zip(TEXTS, ids[vocabulary], strict=True):
            if second(text) != of_text:
                raise SystemExit(f"golden: {vocabulary}: two references differ: {text!a}")

    lines = []
    for i, text in enumerate(TEXTS):
        entry = {"text": text} | {vocabulary: ids[vocabulary][i] for vocabulary in ids}
        lines.append(json.dumps(entry, ensure_ascii=True, separators=(",", ":")))
    with open(out, "w", encoding="ascii", newline="\n") as file:
        file.write('{"texts":[\n' + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    main()
