"""Holds exports for training against Hugging Face's datasets.

    python3 -m venv venv && venv/bin/pip install datasets
    venv/bin/python datasets_check.py sharegpt FILE.jsonl
    venv/bin/python datasets_check.py preference FILE.jsonl
    venv/bin/python datasets_check.py openai FILE.jsonl

Every line must load, with one schema for all of them; a sharegpt file must also pass the rules by which
LLaMA-Factory leaves lines out. Prints the schema, and ends with 1 where something is wrong.
"""

import json
import sys

from datasets import load_dataset

SHAREGPT_SIDES = (("human", "observation"), ("gpt", "function_call"))


def wrong_places(row):
    """What LLaMA-Factory's converter would refuse in a line."""
    turns = row["conversations"]
    if not turns or len(turns) % 2:
        yield "an odd number of turns"
    for place, turn in enumerate(turns):
        if turn["from"] not in SHAREGPT_SIDES[place % 2]:
            yield f"{turn['from']} at place {place + 1}"
        if turn["from"] == "function_call":
            calls = json.loads(turn["value"])
            for call in calls if isinstance(calls, list) else [calls]:
                if set(call) != {"name", "arguments"}:
                    yield "a call with other members"
    if row["tools"]:
        for tool in json.loads(row["tools"]):
            if "name" not in tool:
                yield "a tool without a name"


def not_text(row):
    """What direct preference optimization would refuse in a line."""
    outputs = row["preferred_output"] + row["non_preferred_output"]
    if len(outputs) != 2:
        yield "not two outputs"
    for message in row["input"]["messages"] + outputs:
        if not isinstance(message["content"], str):
            yield "content that is no text"


def check(kind, path):
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    data = load_dataset("json", data_files=path, split="train", cache_dir=path + ".cache")
    print(data.features)
    errors = []
    if len(data) != len(lines):
        errors.append(f"{len(lines)} lines, {len(data)} rows")
    rules = {"sharegpt": wrong_places, "preference": not_text}.get(kind, lambda row: ())
    for number, row in enumerate(data, 1):
        errors += [f"{path}:{number}: {error}" for error in rules(row)]
    for error in errors:
        print(error, file=sys.stderr)
    print(f"{kind}: {len(data)} rows, {len(errors)} errors")
    return not errors


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("sharegpt", "preference", "openai"):
        sys.exit(__doc__)
    sys.exit(0 if check(sys.argv[1], sys.argv[2]) else 1)
