#!/usr/bin/env python3
"""Counts the lines that queries find, without an index: scan.py QUERIES TEXTS [MOST].

Chinese is looked for as a part of the text, other words and phrases as whole words one after another.
Nothing of convo is used, so that an index that loses a message cannot win.
"""

import itertools
import json
import re
import sys

CHINESE = re.compile("[\u4e00-\u9fff]+")
BETWEEN = re.compile("[^0-9a-z|]+")


def read(path):
    with open(path, encoding="utf-8") as file:
        lines = (line.rstrip("\n") for line in file)
        return [line for line in lines if line and not line.startswith("#")]


def parts(query):
    """What a text must hold, and what its words must, with spaces around each."""
    chinese, words = [], []
    for phrase, word in re.findall(r'"([^"]*)"|(\S+)', query):
        part = (phrase or word).lower()
        if CHINESE.fullmatch(part):
            chinese.append(part)
        elif CHINESE.search(part):
            sys.exit(f"{query}: a word in two scripts is not what this counts")
        else:
            words.append(f" {part} ")
    return chinese, words


def main(queries, texts, most=None):
    wanted = [parts(query) for query in read(queries)]
    counts = [0] * len(wanted)
    size = 0
    with open(texts, encoding="utf-8") as file:
        for line in itertools.islice(file, most):
            text = line.rstrip("\n").lower()
            size += len(line.encode()) - 1
            # A mark between the words around Chinese, so that no phrase reaches across it.
            words = BETWEEN.sub(" ", CHINESE.sub(" | ", f" {text} "))
            for place, (chinese, others) in enumerate(wanted):
                if all(part in text for part in chinese) and all(part in words for part in others):
                    counts[place] += 1
    print(json.dumps({"area": "search", "case": "scan", "counts": counts, "bytes": size}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
