#!/usr/bin/env python3
"""Streams one answer with the openai SDK: openai_stream.py BASE_URL [CASE RESULTS].

Appends to RESULTS, under the name CASE, the CPU time of the loop over the chunks alone: without
starting Python and importing the SDK, which would make it too easy to be faster.
"""

import json
import sys
import time

import openai

client = openai.OpenAI(base_url=sys.argv[1], api_key="none", max_retries=0)
wall, cpu, chunks, text = time.perf_counter(), time.process_time(), 0, []
stream = client.chat.completions.create(
    model="m", messages=[{"role": "user", "content": "hello"}], stream=True
)
for chunk in stream:
    if chunk.choices and chunk.choices[0].delta.content:
        chunks += 1
        text.append(chunk.choices[0].delta.content)
sample = {
    "area": "stream",
    "case": sys.argv[2] if len(sys.argv) > 2 else "openai-loop",
    "chunks": chunks,
    "wall_ms": (time.perf_counter() - wall) * 1000,
    "cpu_ms": (time.process_time() - cpu) * 1000,
}
print("".join(text))
if len(sys.argv) > 2:
    with open(sys.argv[3], "a", encoding="utf-8") as file:
        file.write(json.dumps(sample) + "\n")
