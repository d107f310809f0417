"""The report of `search`; report.py calls it."""

import os
import statistics
import unicodedata

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "programs")


def read(name):
    with open(os.path.join(PROGRAMS, name), encoding="utf-8") as file:
        lines = (line.rstrip("\n") for line in file)
        return [line for line in lines if line and not line.startswith("#")]


def padded(text, columns):
    """A query, to align; a Chinese character takes two columns."""
    width = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(0, columns - width)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def flat(sample):
    return [time for times in sample["wall_ms_each"] for time in times]


def timings(report, table):
    """The middle and the ends of all times, of every case that asks queries."""
    rows = [["queries, ms, open store", "median", "95 of 100", "most", "n"]]
    for case, samples in report.cases.items():
        if "wall_ms_each" in samples[0]:
            times = [time for sample in samples for time in flat(sample)]
            numbers = (statistics.median(times), percentile(times, 0.95), max(times))
            rows.append([case, *(f"{number:.3f}" for number in numbers), str(len(times))])
    table(rows)


def slowest(report, case, name, most=8):
    """The queries that take longest, by their median; returns the longest median."""
    samples = report.cases.get(case, [])
    if not samples:
        return []
    rows = []
    for place, query in enumerate(read(name)):
        times = [time for sample in samples for time in sample["wall_ms_each"][place]]
        rows.append((statistics.median(times), max(times), samples[0]["hits"][place], query))
    print(f"  slowest of {case}, median and most in ms, hits on the first screen")
    rows.sort(reverse=True)
    for median, worst, hits, query in rows[:most]:
        print(f"    {median:9.3f} {worst:9.3f} {hits:4}  {query}")
    print()
    return [rows[0][0]]


def ratios(report):
    """Of each query, in each round, convo's median to FTS5's."""
    rounds = []
    for own, raw in zip(report.cases.get("convo", []), report.cases.get("c", [])):
        pairs = zip(own["wall_ms_each"], raw["wall_ms_each"])
        rounds.append([(statistics.median(one), statistics.median(two)) for one, two in pairs])
    return rounds


def by_query(report, rounds):
    """A line for each query."""
    hits = report.cases["convo"][0]["hits"]
    counts = report.cases.get("convo-counts", [{}])[0].get("counts", [None] * len(hits))
    every = []
    print("  query                             all hits   convo ms  FTS5 ms    ratio")
    for place, query in enumerate(read("search-queries.txt")):
        own = statistics.median(times[place][0] for times in rounds)
        raw = statistics.median(times[place][1] for times in rounds)
        ratio = statistics.median(times[place][0] / times[place][1] for times in rounds)
        every.append(ratio)
        print(f"  {padded(query, 32)} {counts[place]!s:>9}  {own:9.3f} {raw:8.3f} {ratio:8.2f}")
    print(f"  ratio of the median query {statistics.median(every):.2f}, of the worst {max(every):.2f}")
    print()


def found(report, name, own, other, key="counts"):
    """The share of all messages that were found, the worst of all queries."""
    shares, pairs = [], []
    for first, second in zip(report.cases.get(own, []), report.cases.get(other, [])):
        pairs = list(zip(first["counts"], second[key]))
        shares += [min(one, two) / max(one, two) for one, two in pairs if one or two]
    report.verdict(name, [min(shares)] if shares else [], 1, at_most=False)
    return pairs


def report_search(report, table):
    processes = [case for case in report.cases if case.startswith("convo ")]
    report.processes("empty")
    timings(report, table)
    found(report, "found of what a scan finds, the worst query", "convo-counts", "scan")

    def each_round(case, value):
        return [value(flat(sample)) for sample in report.cases.get(case, [])]

    def high(times):
        return percentile(times, 0.95)

    rounds = ratios(report)
    sums = [sum(own for own, _ in times) / sum(raw for _, raw in times) for times in rounds]
    if rounds:
        by_query(report, rounds)
    for case, file, name, limit in (
            ("convo", "search-queries.txt", "newest 20 on an open store", 5),
            ("rank", "search-queries.txt", "--rank", 30),
            ("filters", "search-filters.txt", "with filters", 60)):
        report.verdict(f"{name}, 95 of 100, ms", each_round(case, high), limit)
        # By its median, because the longest time of all is the machine's.
        longest = slowest(report, case, file)
        report.verdict(f"{name}, the slowest query, ms", longest, limit)
    report.verdict("newest 20: convo / FTS5, sum of all queries", sums, 1.5)

    plain = [sample["wall_ms"] for case in processes for sample in report.cases[case]
             if case not in ("convo ranked", "convo-beside-llm")]
    if plain:
        report.verdict("whole process, median, ms", [statistics.median(plain)], 15)
        report.verdict("whole process, 95 of 100, ms", [percentile(plain, 0.95)], 15)

    builds = (("wall", "wall_s"), ("CPU", "cpu_s"))
    for name, key in builds:
        report.verdict(
            f"making the index: convo / FTS5, {name}",
            report.paired("convo-build", "c-build", lambda sample, key=key: sample[key]), 1.3)
    rows = [["making the index", "wall s", "CPU s"]]
    for case in ("c-build", "convo-build"):
        for sample in report.cases.get(case, []):
            rows.append([case, f"{sample['wall_s']:.1f}", f"{sample['cpu_s']:.1f}"])
    table(rows)
    rows = [["waits for the lock meanwhile", "half under ms", "99 of 100 under ms", "longest ms"]]
    for sample in report.cases.get("waits-convo", []):
        rows.append(["convo-build", f"{sample['half_ms']:.2f}", f"{sample['p99_ms']:.1f}",
                     f"{sample['longest_ms']:.1f}"])
    table(rows)

    texts = report.series("scan", lambda sample: sample["bytes"])
    sizes = [["size of the index", "MB", "of the texts"]]
    for case in ("c-size", "convo-size"):
        for size, text in zip(report.series(case, lambda sample: sample["bytes"]), texts):
            sizes.append([case, f"{size / 1e6:.0f}", f"{size / text:.3f}"])
    table(sizes)
    own = report.series("convo-size", lambda sample: sample["bytes"])
    report.verdict(
        "size of the index / texts", [size / text for size, text in zip(own, texts)], 1.3)

    found(report, "20,000 messages: found of what a scan finds", "few-counts", "scan-few")
    peers = report.cases.get("llm-counts")
    if peers:
        rows = [["20,000 messages", "convo", "messages", "llm", "exchanges"]]
        few, scan = (report.cases[case][0]["counts"] for case in ("few-counts", "scan-few"))
        numbers = zip(few, scan, peers[0]["counts"], peers[0]["there"])
        for word, line in zip(read("search-words.txt"), numbers):
            rows.append([word, *map(str, line)])
        table(rows)
