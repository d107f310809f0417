#!/usr/bin/env python3
"""Asks llm for words among its logs: llm_search.py QUERIES TEXTS, with LLM_USER_PATH set.

TEXTS are the lines that `llm_fill.py` stored, two an exchange. What llm finds is an exchange, and so is
what is counted here without it.
"""

import itertools
import json
import os
import subprocess
import sys


def main(queries, texts):
    with open(queries, encoding="utf-8") as file:
        words = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    with open(texts, encoding="utf-8") as file:
        exchanges = [first + second for first, second in itertools.zip_longest(file, file)]
    program = os.path.join(os.path.dirname(sys.executable), "llm")
    found, there = [], []
    for word in words:
        command = [program, "logs", "list", "-q", word, "-n", "0", "--json"]
        answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        found.append(len(answer))
        there.append(sum(word in exchange for exchange in exchanges))
    print(json.dumps({"area": "search", "case": "llm-counts", "counts": found, "there": there}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
