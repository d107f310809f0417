#!/usr/bin/env python3
"""Takes the totals that every run of the tests looks at out of all of them.

    sample.py totals.jsonl totals-sample.jsonl

Those of the templates that convo knows, Qwen3's with thinking and V3.1's without, which is what they do
unless they are told otherwise. Left out are refused requests, requests with switches of the server, and
conversations whose texts spell special tokens: to convo these are text.
"""

import json
import sys

TEMPLATES = {"qwen2.5": None, "qwen3": True, "deepseek-v3": None, "deepseek-v3.1": False}
USUAL = {"messages", "tools", "max_tokens", "temperature", "chat_template_kwargs"}


def sample(rows):
    for row in rows:
        template, body = row["template"], row["body"]
        if template not in TEMPLATES or row["thinking"] is not TEMPLATES[template]:
            continue
        if row.get("prompt_tokens") is None or row["group"] == "marks" or set(body) - USUAL:
            continue
        short = {key: row[key] for key in ("template", "group", "case")}
        short |= {key: body[key] for key in ("messages", "tools") if key in body}
        yield short | {"prompt_tokens": row["prompt_tokens"]}


def main(source, target):
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for row in sample(map(json.loads, lines)):
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
