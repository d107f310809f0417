#!/usr/bin/env python3
"""Appends messages to an openai-agents SQLiteSession: agents_append.py DATABASE TEXTS COUNT.

One call of add_items a message, as the runner does after each. The session's own durability is
SQLite's default, FULL; here it gets NORMAL, as convo's append has, which favours it.
"""

import asyncio
import itertools
import json
import sqlite3
import sys
import time

connect = sqlite3.connect


def connect_normal(*positional, **named):
    connection = connect(*positional, **named)
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


sqlite3.connect = connect_normal

from agents import SQLiteSession  # noqa: E402  (after the patch)


async def main(database, texts, count):
    with open(texts, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in itertools.islice(file, 20000)]
    session = SQLiteSession("benchmark", database)
    wall, cpu = [time.perf_counter()], [time.process_time()]
    for index in range(count):
        role = "assistant" if index % 2 else "user"
        await session.add_items([{"role": role, "content": lines[index % len(lines)]}])
        if (index + 1) * 4 % count == 0:
            wall.append(time.perf_counter())
            cpu.append(time.process_time())
    quarters = {
        "wall_quarters": [after - before for before, after in itertools.pairwise(wall)],
        "cpu_quarters": [after - before for before, after in itertools.pairwise(cpu)],
    }
    print(json.dumps({"area": "append", "case": "agents", "count": count, **quarters}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
