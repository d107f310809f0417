#!/usr/bin/env python3
"""The least that an import of a ChatGPT export could cost: import_limit.py FILE DATABASE.

The file parsed whole by orjson, and its rows put into two tables without an index in one transaction; what the
interpreter takes to start is left out. Prints a line of JSON.
"""

import json
import os
import resource
import sqlite3
import sys
import time

import orjson


def main(path, database):
    begin = time.perf_counter()
    with open(path, "rb") as file:
        conversations = orjson.loads(file.read())
    parsed = time.perf_counter()
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE conversation (id TEXT PRIMARY KEY, title TEXT, created REAL)")
    connection.execute(
        "CREATE TABLE message (id TEXT PRIMARY KEY, conversation TEXT, parent TEXT, role TEXT, "
        "created REAL, text TEXT)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO conversation VALUES (?, ?, ?)", (
        (c["conversation_id"], c["title"], c["create_time"]) for c in conversations))
    connection.executemany("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)", (
        (node["id"], c["conversation_id"], node["parent"], said["author"]["role"],
         said["create_time"], "".join(said["content"]["parts"]))
        for c in conversations for node in c["mapping"].values() if (said := node["message"])))
    connection.execute("COMMIT")
    count, = connection.execute("SELECT count(*) FROM message").fetchone()
    connection.close()
    end = time.perf_counter()
    print(json.dumps({
        "area": "import", "case": "limit", "parse_s": parsed - begin, "insert_s": end - parsed,
        "wall_s": end - begin, "messages": count, "bytes": os.path.getsize(path),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main(*sys.argv[1:])
