"""How fast other tokenizers count tokens, on one thread, as lines of JSON.

    peers.py FOLDER [--runs N] FILE…
    peers.py FOLDER [--runs N] [--limit SECONDS] --pieces

FOLDER is what `setup` prepared. Each FILE (UTF-8) is counted in chunks of 4,096 bytes at most,
between characters, N times (5), and what counts is the CPU time of this process. `--pieces` takes
single pieces of 10 kB and 1 MB instead, which an algorithm that takes the square of their length
does not finish: each is given up after SECONDS (60), all N runs together. What a tokenizer keeps from run to run, it
keeps; the best run has that, and so has the median.
"""

import argparse
import json
import os
import random
import select
import statistics
import sys
import time
import unicodedata

import references

CHUNK = 4096


def peers(folder):
    """Names, vocabularies, and functions that count a text's tokens."""
    from rs_bpe.bpe import openai

    for vocabulary in ("cl100k_base", "o200k_base"):
        encode = references.tiktoken_encoding(folder, vocabulary).encode_ordinary
        yield "tiktoken", vocabulary, lambda text, encode=encode: len(encode(text))
        yield "rs_bpe", vocabulary, getattr(openai, vocabulary)().count
    encode = references.tiktoken_encoding(folder, "qwen").encode_ordinary
    normalize = unicodedata.normalize
    yield "tiktoken", "qwen", lambda text: len(encode(normalize("NFC", text)))
    for vocabulary, tokenizer in (
        ("qwen", references.qwen_tokenizer(folder)),
        ("deepseek", references.deepseek_tokenizer(folder)),
    ):
        # The fast one, which does not say where the tokens are in the text.
        batch = tokenizer.encode_batch_fast
        yield "tokenizers", vocabulary, lambda text, batch=batch: len(batch([text], add_special_tokens=False)[0])


def chunks(data):
    at = 0
    while at < len(data):
        end = min(at + CHUNK, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        yield data[at:end].decode("utf-8")
        at = end


def pieces():
    """Texts that no pattern takes apart."""
    chance = random.Random(1)
    for size in (10_000, 1_000_000):
        yield f"a-{size}", "a" * size
        yield f"letters-{size}", "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=size))
        yield f"spaces-{size}", " " * size
        han = "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生"
        yield f"chinese-{size}", "".join(chance.choices(han, k=size // 3))


def measured(count, texts, runs):
    """The tokens, and the seconds of each run."""
    seconds = []
    for _ in range(runs):
        before = time.process_time()
        tokens = sum(map(count, texts))
        seconds.append(time.process_time() - before)
    return tokens, seconds


def limited(limit, work):
    """The result of `work`, done in another process; else what became of it, as a string."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        # What a peer says when it fails is not for the person at the terminal.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    if select.select([reading], [], [], limit)[0]:
        said = os.read(reading, 1 << 16)
        result = json.loads(said) if said else "it failed"
    else:
        os.kill(child, 9)
        result = f"no result in {limit:g} s"
    os.close(reading)
    os.waitpid(child, 0)
    return result


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("--pieces", action="store_true")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_intermixed_args()
    if arguments.pieces == bool(arguments.files):
        parser.error("either files or --pieces")
    # One thread: tokenizers has as many as there are processors otherwise.
    os.environ |= {"TOKENIZERS_PARALLELISM": "false", "RAYON_NUM_THREADS": "1"}
    references.enter(arguments.folder)

    sources = []
    for name in arguments.files:
        with open(name, "rb") as file:
            data = file.read()
        sources.append((os.path.basename(name), len(data), list(chunks(data))))
    if arguments.pieces:
        sources = [(name, len(text.encode("utf-8")), [text]) for name, text in pieces()]

    for peer, vocabulary, count in peers(arguments.folder):
        for name, size, texts in sources:
            line = {"peer": peer, "vocabulary": vocabulary, "file": name, "bytes": size}
            if arguments.pieces:
                work = lambda: measured(count, texts, arguments.runs)
                result = limited(arguments.limit, work)
            else:
                result = measured(count, texts, arguments.runs)
            if isinstance(result, str):
                line["failed"] = result
            else:
                tokens, seconds = result
                line["tokens"] = tokens
                # A clock may stand still during ten kilobytes.
                line["mb_per_s_best"] = round(size / 1e6 / max(min(seconds), 1e-6), 2)
                line["mb_per_s_median"] = round(size / 1e6 / max(statistics.median(seconds), 1e-6), 2)
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
