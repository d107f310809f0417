#!/usr/bin/env python3
"""Hold what totals.py wrote against other programs.

    check.py FOLDER VOCABULARIES TOTALS

The prompts are made once more by Python's jinja2, set up as the transformers package
does; their tokens are counted once more by the tokenizers package (DeepSeek) and by
tiktoken (Qwen). Prints each row that differs and was not marked as altered, and in
the end how many were the same. FOLDER is what setup-llama made.

Needs the packages jinja2, tokenizers, tiktoken, gguf, numpy.
"""

import collections
import json
import sys
from pathlib import Path

import jinja2
import jinja2.sandbox
import tiktoken
import tokenizers

import tiny_model

# Templates that read the arguments of a call; the others copy them.
READ_ARGUMENTS = ("qwen2.5", "qwen3", "deepseek-v3.2", "deepseek-v4")
BEGINNING = "<｜begin▁of▁sentence｜>"
QWEN_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")


def load_templates(folder):
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    environment.filters["from_json"] = json.loads
    return {path.stem: environment.from_string(path.read_text(encoding="utf-8"))
            for path in folder.glob("*.jinja")}


def load_counters(vocabularies):
    deepseek = tokenizers.Tokenizer.from_file(str(vocabularies / "deepseek_tokenizer.json"))
    _, ranks = tiny_model.read_ranks(vocabularies / "qwen.tiktoken")

    def qwen(added):
        encoding = tiktoken.Encoding(
            "qwen", pat_str=QWEN_PATTERN, mergeable_ranks=ranks,
            special_tokens={text: len(ranks) + i for i, (text, _) in enumerate(added)})
        return lambda text: len(encoding.encode(text, allowed_special="all"))

    return {
        "qwen2.5": qwen(tiny_model.QWEN_ADDED),
        "qwen3": qwen(tiny_model.QWEN3_ADDED),
        # The token at the beginning is not in the text that the server gives.
        "deepseek": lambda text: 1 + len(deepseek.encode(text, add_special_tokens=False).ids),
    }


def render(template, row):
    body = json.loads(json.dumps(row["body"]))
    if row["template"] in READ_ARGUMENTS:
        for message in body["messages"]:
            for call in message.get("tool_calls", []):
                call["function"]["arguments"] = json.loads(call["function"]["arguments"])
    more = dict(body.get("chat_template_kwargs", {}))
    if "tools" in body:
        more["tools"] = body["tools"]
    prompt = template.render(
        messages=body["messages"], bos_token=BEGINNING,
        add_generation_prompt=body.get("add_generation_prompt", True), **more)
    return prompt.removeprefix(BEGINNING)


def main():
    if len(sys.argv) != 4:
        raise SystemExit("usage: check.py FOLDER VOCABULARIES TOTALS")
    templates = load_templates(Path(sys.argv[1]) / "templates")
    counters = load_counters(Path(sys.argv[2]))
    tally = collections.Counter()
    for line in open(sys.argv[3], encoding="utf-8"):
        row = json.loads(line)
        name = row["template"]
        where = f"{name} {row['thinking']} {row['group']}, {row['case']}"
        if "error" in row:
            tally["refused"] += 1
            print(f"refused: {where}: {row['error']}")
            continue
        count = counters.get(name, counters["deepseek"])(row["prompt"])
        tally["same total" if count == row["prompt_tokens"] else "other total"] += 1
        if count != row["prompt_tokens"]:
            print(f"other total: {where}: {row['prompt_tokens']}, here {count}")
        try:
            prompt = render(templates[name], row)
        except (jinja2.TemplateError, TypeError) as error:
            prompt = f"{type(error).__name__}: {error}"
        if prompt == row["prompt"]:
            tally["same prompt"] += 1
        elif "altered" in row:
            tally["altered prompt"] += 1
        else:
            tally["other prompt"] += 1
            print(f"other prompt: {where}:\n    {row['prompt']!r}\n    {prompt!r}")
    print(", ".join(f"{number} {what}" for what, number in sorted(tally.items())))
    sys.exit(tally["other total"] + tally["other prompt"] > 0)


if __name__ == "__main__":
    main()
