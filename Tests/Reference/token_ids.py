"""The ids that the reference tokenizers give, for a comparison with another tokenizer's.

    token_ids.py FOLDER VOCABULARY random SEED COUNT
    token_ids.py FOLDER VOCABULARY corpus

FOLDER is what `setup` prepared, VOCABULARY one of cl100k_base, o200k_base, qwen and deepseek, or the
path of a tokenizer.json (then without its added tokens). For each text a frame goes to standard
output: the length of its UTF-8 in bytes, the UTF-8, the number of the ids, the ids. All numbers are
32 bits, the lowest byte first.

`random` makes up COUNT short strings, the same with the same SEED for every vocabulary. `corpus`
takes the texts of FOLDER/corpus, cut in chunks of about 20,000 characters at arbitrary places, and
now and then in short ones; the texts in corpus/whole are left in one piece. Both are the same in
every run. Some of qwen's ids are made by a second reference too; if they differ, that is the end.
"""

import os
import random
import sys
import unicodedata
from array import array

import references
import synthetic

# ---- Texts


def corpus(folder):
    corpus = os.path.join(folder, "corpus")
    for language in sorted(os.listdir(corpus)):
        if not os.path.isdir(os.path.join(corpus, language)):
            continue
        for name in sorted(os.listdir(os.path.join(corpus, language))):
            with open(os.path.join(corpus, language, name), encoding="utf-8", newline="") as file:
                text = file.read()
            if language == "whole":
                yield text
            else:
                yield from chunks(text, random.Random(f"{language}/{name}"))


def chunks(text, chance):
    at = 0
    while at < len(text):
        if chance.random() < 0.2:
            for _ in range(20):
                length = int(chance.expovariate(1 / 60)) + 1
                yield text[at : at + length]
                at += length
        length = chance.randrange(15_000, 25_000)
        yield text[at : at + length]
        at += length


def pools(folder):
    """What random strings are made of. Each pool is as likely as another, whatever its size."""
    assigned = synthetic.ASSIGNED
    by_category = {}
    for c in assigned:
        category = unicodedata.category(c)
        by_category.setdefault(category if category[0] == "L" else category[0], []).append(c)
    between = lambda *limits: [chr(c) for c in range(*limits) if unicodedata.category(chr(c)) != "Cn"]
    return [
        *(by_category[category] for category in sorted(by_category)),
        synthetic.MARKS + synthetic.DECOMPOSED,
        ["\u0300", "\u0301", "\u0308", "\u0323", "\u0331", "\u0338", "\u0345", "\u3099", "\u309a", "\u093c", "\u0654"],
        between(0x1100, 0x1200) + between(0xA960, 0xA97D) + between(0xD7B0, 0xD7FC),
        [*between(0x1100, 0x1113), *between(0x1161, 0x1176), *between(0x11A8, 0x11C3)],
        list("aeiouAEIOUnco"),
        list("abcdefghijklmnopqrstuvwxyz"),
        list("abcXYZ"),
        list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        [" "],
        list(" \t\n\r"),
        ["\n", "\r", "\r\n", "\n\n", " \n"],
        synthetic.WHITE_SPACE,
        synthetic.WHITE_SPACE + synthetic.ODD_SPACE,
        list("0123456789"),
        list("'’`\"!?.,;:/\\-_()[]{}<>|@#$%^&*+=~"),
        list("'.,/-"),
        synthetic.contractions(),
        ["'", "s", "S", "\u017f", "t", "re", "VE", "ll", "L", "m", "d", "D"],
        between(0x4E00, 0xA000),
        list("的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生"),
        between(0x3040, 0x3100) + list("、。「」ー々"),
        between(0xAC00, 0xD7A4),
        between(0x0600, 0x0700),
        between(0x0590, 0x0600),
        between(0x0900, 0x0980),
        between(0x0E00, 0x0E80),
        between(0x0400, 0x0480),
        between(0x0370, 0x0400),
        between(0x00C0, 0x0250) + between(0x1E00, 0x1F00),
        between(0xFF00, 0xFFF0),
        between(0x1F300, 0x1FA00) + ["\u200d", "\ufe0f", "\u20e3"],
        ["👍🏽", "👨\u200d👩\u200d👧", "🇩🇪", "🇫", "1️⃣", "❤️", "🏴\U000e0067\U000e0062\U000e007f", "☺", "🏿", "\u200d", "\ufe0f"],
        ["\x00", "\x1b", "\x7f", "\u0085", "\u00ad", "\u200b", "\ufeff", "\ufffd", "\u2028", "\u202e", "\u2066"],
        synthetic.NONCHARACTERS,
        synthetic.UNASSIGNED,
        synthetic.PRIVATE[::7],
        synthetic.SPECIAL,
        "hello world the The HTTP Foo fooBar getElementById 你好 数据库 我们 的 self import return int 2024 e.g. I'm don't".split(),
        [" hello", " the", " of", "\n\n", "    ", "://", "www.", ".com", "();\n", "});\n\n", "<div>", "</", "==", "--", "**"],
        tokens(folder),
    ]  # fmt: skip


def tokens(folder):
    """Tokens of the vocabularies themselves, as far as they are whole characters."""
    found = set()
    for vocabulary in ("cl100k_base", "o200k_base", "qwen"):
        for token in references.ranks(folder, vocabulary):
            try:
                text = token.decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(text) < 40:
                found.add(text)
    return sorted(found)


def random_texts(pools, seed, count):
    chance = random.Random(seed)
    uniform, sample, expovariate = chance.random, chance.sample, chance.expovariate
    numbers = [1, 2, 3, 4, 6, 10, len(pools)]
    for _ in range(count):
        chosen = sample(pools, numbers[int(uniform() * 7)])
        kinds = len(chosen)
        # Twelve or so; one in a thousand is long.
        left = int(expovariate(1 / 12 if uniform() < 0.999 else 1 / 1000)) + 1
        out = []
        while left > 0:
            pool = chosen[int(uniform() * kinds)]
            item = pool[int(uniform() * len(pool))]
            if uniform() < 0.85:
                out.append(item)
                left -= 1
            else:
                times = int(uniform() * 9) + 1
                out.append(item * times)
                left -= times
        yield "".join(out)


# ---- Ids


def batches(texts, most=1 << 20):
    """Lists of texts, with about a million characters each."""
    batch, size = [], 0
    for text in texts:
        batch.append(text)
        size += len(text) + 50
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def frames(texts, ids):
    """The bytes of a batch's frames."""
    out = []
    for text, of_text in zip(texts, ids, strict=True):
        data = text.encode("utf-8")
        out.append(len(data).to_bytes(4, "little"))
        out.append(data)
        numbers = array("I", (len(of_text),))
        numbers.extend(of_text)
        if sys.byteorder == "big":
            numbers.byteswap()
        out.append(numbers.tobytes())
    return b"".join(out)


def main():
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    folder, vocabulary, mode = sys.argv[1:4]
    if vocabulary not in references.VOCABULARIES and not vocabulary.endswith(".json"):
        raise SystemExit(__doc__)
    references.enter(folder)
    if mode == "random" and len(sys.argv) == 6:
        texts = random_texts(pools(folder), int(sys.argv[4]), int(sys.argv[5]))
        every = 10  # the batches, of which one is looked at by a second reference
    elif mode == "corpus" and len(sys.argv) == 4:
        texts = corpus(folder)
        every = 5
    else:
        raise SystemExit(__doc__)
    assert array("I").itemsize == 4
    encode = references.batch_encoder(folder, vocabulary)
    second = references.qwen_tokenizer(folder) if vocabulary == "qwen" else None
    count = characters = seconded = 0
    for number, batch in enumerate(batches(texts)):
        ids = encode(batch)
        if second and number % every == 0:
            for text, of_text in zip(batch, ids):
                if len(text) < 30_000:
                    if second.encode(text, add_special_tokens=False).ids != of_text:
                        raise SystemExit(f"token_ids: two references differ: {text!a:.400}")
                    seconded += 1
        sys.stdout.buffer.write(frames(batch, ids))
        count += len(batch)
        characters += sum(map(len, batch))
    sys.stdout.buffer.flush()
    also = f", {seconded} of them twice" if second else ""
    print(f"{vocabulary}: {count} texts, {characters} characters{also}", file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        # Nobody reads on. Python would complain once more when it closes its output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1)
