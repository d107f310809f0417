#!/usr/bin/env python3
"""Writes messages from a seed, one a line: texts.py COUNT FILE [SEED].

About 400 bytes of UTF-8 each, log-normal in length: six in ten English, three Chinese, one mixed
with code. Words are made up, their frequencies follow Zipf's law.
"""

import itertools
import random
import sys


def main(count, path, seed=1):
    source = random.Random(seed)
    syllables = [c + v for c in "bcdfghklmnprstvw" for v in ("a", "e", "i", "o", "u", "an", "er")]
    english = ["".join(source.choices(syllables, k=1 + rank % 4)) for rank in range(8000)]
    chinese = [
        "".join(chr(0x4E00 + int(source.triangular(0, 6000, 500))) for _ in range(1 + rank % 3))
        for rank in range(8000)
    ]
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(8000)))

    def prose(words, size, space, stop):
        chosen, length = [], 0
        while length < size:
            for word in source.choices(words, cum_weights=weights, k=12):
                chosen.append(word)
                length += len(word.encode()) + len(space)
            chosen[-1] += stop
        return space.join(chosen)

    def code(size):
        names = source.choices(english, cum_weights=weights, k=max(2, size // 12))
        lines = "; ".join(f"let {name} = {place}" for place, name in enumerate(names))
        return "```" + lines + "```"

    with open(path, "w", encoding="utf-8") as out:
        for _ in range(count):
            size = int(min(max(source.lognormvariate(0, 0.5), 0.2), 4) * 340)
            kind = source.random()
            if kind < 0.6:
                text = prose(english, size, " ", ".")
            elif kind < 0.9:
                text = prose(chinese, size, "", "。")
            else:
                text = prose(english, size // 2, " ", ".") + " " + code(size // 2)
            out.write(text + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))
