#!/usr/bin/env python3
"""Loads the state of a conversation as LangGraph's SQLite checkpointer keeps it.

    langgraph_window.py DATABASE TEXTS DEPTH ROUNDS

Makes the database if it is not there: one thread, one checkpoint, DEPTH messages.
"""
import itertools
import json
import os
import sqlite3
import sys
import time

from langchain_core.messages import AIMessage, HumanMessage
from langgraph.checkpoint.base import empty_checkpoint
from langgraph.checkpoint.sqlite import SqliteSaver

CONFIG = {"configurable": {"thread_id": "t", "checkpoint_ns": ""}}


def fill(path, texts, depth):
    with open(texts, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    messages = [
        (AIMessage if index & 1 else HumanMessage)(content=text, id=str(index))
        for index, text in zip(range(depth), itertools.cycle(lines))
    ]
    connection = sqlite3.connect(path, check_same_thread=False)
    checkpoint = empty_checkpoint()
    checkpoint["channel_values"] = {"messages": messages}
    checkpoint["channel_versions"] = {"messages": depth}
    SqliteSaver(connection).put(
        CONFIG, checkpoint, {"source": "loop", "step": depth}, {"messages": depth})
    connection.close()


def main(path, texts, depth, rounds):
    if not os.path.exists(path):
        fill(path, texts, depth)
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        connection = sqlite3.connect(path, check_same_thread=False)
        state = SqliteSaver(connection).get_tuple(CONFIG)
        connection.close()
        times.append((time.perf_counter() - start) * 1000)
        assert len(state.checkpoint["channel_values"]["messages"]) == depth
    print(json.dumps({"area": "window", "case": "langgraph", "depth": depth, "wall_ms_opening": times}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
