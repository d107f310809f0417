"""Texts that nobody wrote: long runs, unusual Unicode, emoji, numbers, base64. All deterministic.

The files in `whole` are given to the tokenizers in one piece each; the others are cut like prose.
"""

import base64
import itertools
import json
import random
import string
import unicodedata

SCALARS = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
# General categories: Cn is what has no character (noncharacters too), Co is for private use.
ASSIGNED = [c for c in SCALARS if unicodedata.category(c) not in ("Cn", "Co")]
PRIVATE = [c for c in SCALARS if unicodedata.category(c) == "Co"]
UNASSIGNED = [c for c in SCALARS if unicodedata.category(c) == "Cn"]
NONCHARACTERS = [c for c in UNASSIGNED if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) < 0xFDF0]
MARKS = [c for c in ASSIGNED if unicodedata.combining(c)]
# What canonical normalization takes apart, without the syllables of Hangul.
DECOMPOSED = [c for c in ASSIGNED if unicodedata.decomposition(c)[:1] not in ("", "<")]
# U+001C to U+001F are white space to Python and to no pattern; U+200B and U+FEFF to neither.
WHITE_SPACE = list("\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
                   "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000")  # fmt: skip
ODD_SPACE = list("\u001c\u001d\u001e\u001f\u180e\u200b\u200c\u200d\u2060\ufeff")
CONTRACTIONS = ["s", "t", "re", "ve", "m", "ll", "d"]
# Characters that are one another's other case only by way of folding.
FOLDED = {"s": "sS\u017f", "k": "kK\u212a"}
SPECIAL = """<|endoftext|> <|fim_prefix|> <|fim_middle|> <|fim_suffix|> <|endofprompt|> <|im_start|>
<|im_end|> <|im_sep|> <|extra_0|> <|return|> <|start|> <|message|> <|channel|> <｜begin▁of▁sentence｜>
<｜end▁of▁sentence｜> <｜▁pad▁｜> <｜User｜> <｜Assistant｜> <｜tool▁calls▁begin｜> <think> </think> <s> </s>
<tool_call> [INST] [/INST] <unk> <0x0A>""".split()


def contractions():
    """Every way to write 's, 'll, 're, … in any case, the long s too; with either apostrophe."""
    found = []
    for letters in CONTRACTIONS:
        cases = [FOLDED.get(c, c + c.upper()) for c in letters]
        found += ["'" + "".join(written) for written in itertools.product(*cases)]
    return found + ["’" + one[1:] for one in found]


# ---- Long runs


RUNS = ["a", "A", "z", "é", "ß", "ǅ", "ʰ", "я", "ع", "अ", "ก", "中", "你好", "あ", "カ", "가", "\u1100",
        "\u1100\u1161", "0", "7", "٣", "Ⅷ", "²", " ", "\t", "\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u00a0",
        "\u2003", "\u2028", "\u3000", " \n", "\n ", "\t ", "\u200b", "\u200d", "\ufe0f", "-", "=", "_", "/", "'", "'s",
        "`", ".", "!", "、", "。", "—", "€", "©", "→", "👍", "👍🏽", "🇩🇪", "🇩", "\u0301", "e\u0301", "\u0323\u0301",
        "\x00", "\x7f", "\ufffd", "\ue000", "\U000f0000", "\uffff", "\u0378", "<|", "ab", "aA", "Aa", "a1", "1a",
        "a.", "a ", " a", " 1", "１", "ａ"]  # fmt: skip
LENGTHS = [*range(1, 35), *(n + d for n in (64, 128, 256, 512, 1024) for d in (-1, 0, 1))]
AROUND = ["", "x", " x", "x ", "\n", " ", "1", ".", "中", "\u0301", "'"]


def runs(chance):
    for unit in RUNS:
        for length in LENGTHS:
            yield chance.choice(AROUND) + unit * length + chance.choice(AROUND)
            yield chance.choice(["\n", " ", "", "q", "7", ","])


def mixed_white_space(chance):
    for _ in range(30000):
        count = int(chance.expovariate(1 / 4)) + 1
        pool = chance.choice([WHITE_SPACE, " \n", " \t", "\r\n", " \r\n\t", WHITE_SPACE + ODD_SPACE])
        yield "".join(chance.choice(pool) for _ in range(count))
        yield chance.choice(["a", "A", "7", ".", "中", "é", "'s", "", "'", "\u0301", "x y", "👍", "\x00"])


def whole(chance):
    """Single pieces, and mixtures, of 1 to 1,000,000 bytes. White space stops at 400,000: behind
    that the references' own regular expressions run out of stack."""
    letters = lambda n: "".join(chance.choices(string.ascii_lowercase, k=n))
    capitals = lambda n: "".join(chance.choices(string.ascii_letters, k=n))
    han = lambda n: "".join(chr(chance.randrange(0x4E00, 0x9FA6)) for _ in range(n // 3))
    common = "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生"
    signs = lambda n: "".join(chance.choices("-=+*/.,:;!?#%&()[]{}<>|~^_\\\"`@$", k=n))
    of = lambda unit: lambda n: unit * (n // len(unit.encode("utf-8")))
    kinds = {
        "a": of("a"), "capital": of("A"), "case": of("Aa"), "letters": letters, "capitals": capitals,
        "han": han, "common-han": lambda n: "".join(chance.choices(common, k=n // 3)), "one-han": of("中"),
        "digits": lambda n: "".join(chance.choices(string.digits, k=n)), "zero": of("0"),
        "equals": of("="), "signs": signs, "quotes": of("'"), "emoji": of("👍🏽"), "flags": of("🇩🇪"),
        "family": of("👨\u200d👩\u200d👧\u200d👦"), "arabic": of("ال"), "thai": of("ที่"), "hindi": of("है"),
        "hangul": lambda n: "".join(chr(chance.randrange(0xAC00, 0xD7A4)) for _ in range(n // 3)),
        "jamo": of("\u1112\u1161\u11ab"), "kana": of("あア"), "nul": of("\x00"), "private": of("\ue000"),
        "base64": lambda n: base64.b64encode(chance.randbytes(n * 3 // 4)).decode("ascii"),
        "hexadecimal": lambda n: chance.randbytes(n // 2).hex(),
    }  # fmt: skip
    for name, make in kinds.items():
        for size in (10_000, 100_000):
            yield f"{name}-{size}", make(size)
    for name in ("a", "letters", "common-han", "equals", "digits", "emoji"):
        yield f"{name}-1000000", kinds[name](1_000_000)
    spaces = {
        "space": of(" "), "tab": of("\t"), "newline": of("\n"), "return": of("\r"), "crlf": of("\r\n"),
        "wide-space": of("\u3000"), "no-break-space": of("\u00a0"), "space-newline": of(" \n"),
        "white-space": lambda n: "".join(chance.choices(WHITE_SPACE, k=n // 3)),
    }  # fmt: skip
    for name, make in spaces.items():
        for size in (10_000, 100_000):
            yield f"{name}-{size}", make(size)
            yield f"{name}-{size}-x", make(size) + "x"
            yield f"{name}-{size}-newline-x", make(size) + "\nx"
    yield "space-400000-x", " " * 400_000 + "x"
    yield "newline-400000", "\n" * 400_000
    # Marks are put in order, which may cost the square of their number.
    yield "mark-20000", "a" + "\u0301" * 20_000
    yield "two-marks-20000", "a" + "\u0301\u0323" * 10_000
    yield "marks-5000", "a" + "".join(chance.choices(MARKS, k=5_000))
    # A piece of every length up to 1,200 around the limits of caches and special cases.
    for name in ("a", "letters", "han", "signs"):
        yield f"{name}-lengths", " ".join(kinds[name](n) for n in range(1, 1200, 3))


# ---- Unicode


def in_contexts(chance):
    """Every character that is no ideograph or syllable of Hangul, and some of those, next to
    letters, digits, signs, white space and itself."""
    for c in ASSIGNED:
        large = unicodedata.category(c) == "Lo" and ord(c) > 0x3400 and not 0xA000 <= ord(c) < 0xAC00
        if large and chance.random() > 0.03:
            continue
        yield f"a{c} {c}b {c}{c} 1{c}2 .{c}'{c}s\n{c} {c.upper()}{c.lower()}x中{c}\u0301{c}"


def marks_in_orders(chance):
    """A mark of each combining class (of some, several), in every order of two and of three."""
    by_class = {}
    for mark in MARKS:
        by_class.setdefault(unicodedata.combining(mark), []).append(mark)
    chosen = [marks[0] for marks in by_class.values()]
    chosen += [c for c in "\u0300\u0301\u0308\u0323\u0331\u0338\u0327\u0328\u0345\u3099\u093c\u0653\u0654\u05b0\u05bc\u05c1"]
    bases = ["a", "e", "O", "ǖ", "ự", "ṩ", "क", "ש", "ا", "か", "Ω", "가", " ", "1", "中", "\u0391"]
    for two in itertools.product(chosen, repeat=2):
        yield chance.choice(bases) + "".join(two)
    for three in itertools.product(chosen, repeat=3):
        if chance.random() < 0.25:
            yield chance.choice(bases) + "".join(three)
    for _ in range(20000):
        yield chance.choice(bases) + "".join(chance.choices(MARKS, k=chance.randint(1, 6)))


def normalization(chance):
    """What NFC composes, keeps apart, or must not compose, in all four forms and in between."""
    for c in DECOMPOSED:
        apart = unicodedata.normalize("NFD", c)
        first, rest = unicodedata.decomposition(c).split(" ")[0], apart[1:]
        yield f"{c} {apart} x{c}\u0323 {apart}\u0323 {apart[0]}\u0323{rest} {apart[0]}\u0338\u0301{rest} {chr(int(first, 16))}{rest[-1:]}\n"
    for c in ASSIGNED:
        if unicodedata.decomposition(c).startswith("<") and chance.random() < 0.2:
            yield c + unicodedata.normalize("NFKD", c) + " "


def hangul(chance):
    lead, vowel, trail = (
        [chr(c) for c in range(*limits)] for limits in ((0x1100, 0x1113), (0x1161, 0x1176), (0x11A8, 0x11C3))
    )
    for code in range(0xAC00, 0xD7A4):
        whole, apart = chr(code), unicodedata.normalize("NFD", chr(code))
        yield chance.choice([whole, apart, chr(code) + chance.choice(trail), apart[0] + chance.choice(vowel), whole + apart])
        if chance.random() < 0.2:
            yield " "
    jamo = [chr(c) for c in (*range(0x1100, 0x1200), *range(0xA960, 0xA97D), *range(0xD7B0, 0xD7FC), *range(0x3131, 0x318F))]
    yield "\n".join("".join(chance.choices(jamo, k=chance.randint(1, 5))) for _ in range(10000))
    yield "\n".join("".join(chance.choice(p) for p in chance.choices([lead, vowel, trail], k=6)) for _ in range(10000))


def unusual(chance):
    """Controls, directions, variations, private use, what has no character."""
    controls = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0))]
    directions = [chr(c) for c in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
    variations = [chr(c) for c in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x180B, 0x180C, 0x180D, 0x180F)]
    tags = [chr(c) for c in range(0xE0000, 0xE0080)]
    pools = [controls, directions, variations, tags, PRIVATE, NONCHARACTERS, UNASSIGNED, ODD_SPACE]
    letters = list("abcXYZ019 .,'\n") + ["中", "葛", "א", "ب", "é"]
    for c in controls + directions + variations + tags + NONCHARACTERS + ODD_SPACE:
        yield f"{c}a{c} {c}1{c}{c}.{c}\n{c}葛{c}'s{c}"
    for _ in range(30000):
        pool = chance.choice(pools)
        for _ in range(chance.randint(1, 6)):
            yield chance.choice(pool) if chance.random() < 0.5 else chance.choice(letters)


def emoji(known, chance):
    """The sequences there are, in order and shuffled, and others that are none."""
    yield "\n".join(known)
    shuffled = known[:]
    chance.shuffle(shuffled)
    yield "".join(shuffled)
    yield " ".join(known)
    parts = [c for e in known for c in e]
    parts += ["\u200d", "\ufe0f", "\ufe0e", "\u20e3", "🏻", "🏿", *"0123456789#*", *map(chr, range(0x1F1E6, 0x1F200))] * 20
    parts += [chr(c) for c in range(0xE0061, 0xE0080)]
    for _ in range(20000):
        yield "".join(chance.choices(parts, k=chance.randint(1, 7))) + chance.choice(["", " ", "a", "\n", "!"])


# ---- Letters, numbers, data


def cases(chance):
    """Words of capitals, small letters and letters without case, mixed: o200k tells them apart."""
    by_category = {}
    for c in ASSIGNED:
        category = unicodedata.category(c)
        if category in ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me"):
            by_category.setdefault(category, []).append(c)
    latin = {"Lu": string.ascii_uppercase, "Ll": string.ascii_lowercase, "Lt": "ǅǈǋǲ", "Lm": "ʰʲˈˑ",
             "Lo": "ªºƻǀ中あ", "Mn": "\u0301\u0308\u0323", "Mc": "\u0903\u093e", "Me": "\u20dd\u0488"}  # fmt: skip
    for _ in range(60000):
        source = latin if chance.random() < 0.7 else by_category
        kinds = chance.choices(list(latin), weights=[4, 6, 1, 1, 2, 1, 1, 1], k=chance.randint(1, 8))
        yield "".join(chance.choice(source[kind]) * (1 if chance.random() < 0.7 else 2) for kind in kinds)
        yield chance.choice([" ", "", "'", "-", "_", "\n", "1", "/", *chance.choices(contractions(), k=3)])


def apostrophes(chance):
    every = contractions()
    for one in every:
        for before in ("", "a", "I", "é", "中", "1", ".", " ", "'", "\n", "\u0301"):
            yield before + one + chance.choice(["", " ", "x", "X", "1", ".", "'", "\u0301", "ſ"])
    for _ in range(30000):
        yield chance.choice(["we", "WE", "they ", "x", "'", " '", "9", "我", ""]) + chance.choice(every)


def numbers(chance):
    digits = {}
    for c in ASSIGNED:
        if unicodedata.category(c)[0] == "N":
            digits.setdefault(unicodedata.name(c, "")[:4], []).append(c)
    pools = [list(string.digits)] * 6 + list(digits.values())
    for _ in range(60000):
        yield "".join(chance.choices(chance.choice(pools), k=min(40, int(chance.expovariate(0.25)) + 1)))
        yield chance.choice([" ", ",", ".", "-", "/", ":", "", "e", "x", "\n", "%", "年", " $", "+"])


def objects(chance):
    """JSON, pretty and not."""

    def value(depth):
        kind = chance.randrange(8 if depth < 4 else 5)
        if kind == 0:
            return chance.choice([None, True, False])
        if kind == 1:
            return round(chance.uniform(-1e6, 1e6), chance.randint(0, 9))
        if kind in (2, 3):
            return "".join(chance.choices(["a", "b", " ", "é", "中", "\n", '"', "\\", "😀", "key", "value"], k=6))
        if kind == 4:
            return chance.randrange(10 ** chance.randint(1, 15))
        if kind in (5, 6):
            return {"_".join(chance.choices(["id", "name", "Type", "createdAt", "x1", "名"], k=2)): value(depth + 1)
                    for _ in range(chance.randint(0, 5))}  # fmt: skip
        return [value(depth + 1) for _ in range(chance.randint(0, 6))]

    for i in range(6000):
        yield json.dumps(value(0), indent=[None, 1, 2, 4, "\t"][i % 5], ensure_ascii=i % 2 == 0) + "\n"
        yield json.dumps(value(0), separators=(",", ":"), ensure_ascii=False)


def encodings(chance):
    for _ in range(300):
        data = chance.randbytes(chance.randint(1, 2000))
        yield base64.encodebytes(data).decode("ascii")
        yield "data:image/png;base64," + base64.b64encode(data).decode("ascii") + '"\n'
        yield base64.urlsafe_b64encode(data[:90]).decode("ascii").rstrip("=") + "\n"
        yield data[:200].hex() + "\n" + data[:40].hex("-") + "\n" + data[:40].hex(":").upper() + "\n"
        yield base64.b85encode(data[:200]).decode("ascii") + "\n"
        yield repr(data[:200]) + "\n"
        yield data[:600].decode("latin-1")
        yield "".join("%%%02X" % byte for byte in data[:60]) + "\n"


def special(chance):
    """What the vocabularies take for special tokens, as plain text, whole and broken."""
    for _ in range(20000):
        one = chance.choice(SPECIAL)
        if chance.random() < 0.3:
            cut = chance.randint(0, len(one))
            one = one[:cut] + chance.choice(["", " ", "|", "x", one[-2:]]) + one[cut:]
        yield one + chance.choice(["", "", " ", "\n", "user\n", "a", "你好", "1"])


def write_all(write, known):
    """Writes them all with `write(language, name, parts, most)`. `known` are the emoji there are."""
    chance = random.Random("synthetic")
    for name, text in whole(chance):
        write("whole", name, [text])
    for name, parts in [
        ("runs", runs(chance)), ("white-space", mixed_white_space(chance)),
    ]:  # fmt: skip
        write("runs", name, parts, 8 << 20)
    shuffled = ASSIGNED[:]
    chance.shuffle(shuffled)
    for name, parts in [
        ("in-order", ASSIGNED), ("shuffled", shuffled), ("in-contexts", in_contexts(chance)),
        ("private", PRIVATE[::4]), ("unassigned", UNASSIGNED), ("noncharacters", NONCHARACTERS),
        ("marks", marks_in_orders(chance)), ("normalization", normalization(chance)),
        ("hangul", hangul(chance)), ("unusual", unusual(chance)), ("cases", cases(chance)),
    ]:  # fmt: skip
        write("unicode", name, parts, 4 << 20)
    write("emoji", "sequences", emoji(known, chance))
    write("numbers", "numbers", numbers(chance))
    write("contractions", "contractions", apostrophes(chance))
    write("json", "objects", objects(chance))
    write("base64", "encodings", encodings(chance))
    write("special-tokens", "special", special(chance))
