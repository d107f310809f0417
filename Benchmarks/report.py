#!/usr/bin/env python3
"""Prints medians, paired ratios and verdicts: report.py AREA RESULTS.jsonl.

Reads the lines that the measuring programs wrote, prints tables for people, appends a line of JSON
for each verdict to the same file, and exits with 1 when a limit is missed.

A paired ratio is made in each round from two commands that ran one after the other; the median of
those ratios is compared with the limit. A case that was not run makes its verdict "not run".
"""

import collections
import json
import statistics
import sys

import report_search

PROCESS = ("wall_ms", "cpu_ms", "peak_mb")


def read(path):
    """The samples by case, in the order in which they were taken."""
    cases = collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            sample = json.loads(line)
            if "peer" in sample:
                name = sample["file"].rsplit("/", 1)[-1].rsplit(".", 1)[0]
                sample["case"] = f"{sample['peer']} {sample['vocabulary']} {name}"
                sample["mb_per_s"] = sample["mb_per_s_best"]
            if "case" in sample:
                cases[sample["case"]].append(sample)
    return cases


def middle(values):
    return statistics.median(values) if values else None


def spread(values):
    """Median and the middle half."""
    if len(values) < 3:
        return f"{middle(values):.3g}"
    low, _, high = statistics.quantiles(values, n=4)
    return f"{middle(values):.3g} ({low:.3g} to {high:.3g})"


def table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  " + "  ".join(cells))
    print()


class Report:
    def __init__(self, area, path):
        self.area, self.path, self.cases, self.verdicts = area, path, read(path), []

    def series(self, case, value):
        return [value(sample) for sample in self.cases.get(case, [])]

    def paired(self, above, below, value, value_below=None):
        """The ratios of two cases, round by round."""
        pairs = zip(self.series(above, value), self.series(below, value_below or value))
        return [first / second for first, second in pairs if second > 0]

    def verdict(self, name, values, limit, at_most=True):
        value = middle(values)
        if value is None:
            outcome, shown = "not run", "-"
        else:
            outcome = "pass" if (value <= limit if at_most else value >= limit) else "FAIL"
            shown = spread(values)
        relation = "at most" if at_most else "at least"
        self.verdicts.append([name, shown, f"{relation} {limit:g}", outcome])
        entry = {"area": self.area, "check": name, "value": value, "limit": limit}
        entry |= {"relation": relation, "rounds": len(values), "outcome": outcome}
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def finish(self):
        table([[self.area, "median (middle half)", "limit", "verdict"], *self.verdicts])
        return 1 if any(row[-1] == "FAIL" for row in self.verdicts) else 0

    def processes(self, base):
        """Whole processes, as `measure` saw them."""
        rows = [["whole process", "wall ms", "least", "CPU ms", "peak MB", f"wall x {base}", "n"]]
        for case, samples in self.cases.items():
            if "peak_mb" not in samples[0]:
                continue
            wall, cpu, peak = ([sample[key] for sample in samples] for key in PROCESS)
            ratios = self.paired(case, base, lambda sample: sample["wall_ms"])
            numbers = [middle(wall), min(wall), middle(cpu), middle(peak)]
            ratio = f"{middle(ratios):.3g}" if ratios else "-"
            rows.append([case, *(f"{number:.2f}" for number in numbers), ratio, str(len(wall))])
        table(rows)


def wall(sample):
    return sample["wall_ms"]


def cpu(sample):
    return sample["cpu_ms"]


def peak(sample):
    return sample["peak_mb"]


def report_list(report):
    report.processes("sqlite3")
    report.verdict("convo / sqlite3, wall", report.paired("convo", "sqlite3", wall), 3)
    report.verdict("convo / empty program, wall", report.paired("convo", "empty", wall), 1.3)
    peers = report.paired("llm", "convo-beside-llm", wall)
    report.verdict("llm / convo, wall", peers, 80, at_most=False)


def report_append(report):
    def microseconds(sample):
        return sum(sample["cpu_quarters"]) / sample["count"] * 1e6

    def rate(sample):
        return sample["count"] / sum(sample["wall_quarters"])

    def flatness(quarters):
        return lambda sample: sample[quarters][0] / sample[quarters][3]

    rows = [["append", "messages", "per s", "CPU us each", "last/first, CPU", "wall", "n"]]
    for case, samples in report.cases.items():
        numbers = [
            f"{middle([rate(sample) for sample in samples]):.0f}",
            f"{middle([microseconds(sample) for sample in samples]):.1f}",
            f"{middle([flatness('cpu_quarters')(sample) for sample in samples]):.3f}",
            f"{middle([flatness('wall_quarters')(sample) for sample in samples]):.3f}",
        ]
        rows.append([case, str(samples[0]["count"]), *numbers, str(len(samples))])
    table(rows)
    report.verdict(
        "convo / C with an index, CPU", report.paired("convo", "c-index", microseconds), 1.5)
    flat = report.paired("convo", "c-index", flatness("cpu_quarters"))
    report.verdict("last to first quarter / the same of C, CPU", flat, 0.95, at_most=False)
    rates = report.paired("convo-few", "agents", rate)
    report.verdict("convo / openai-agents, rate", rates, 1.3, at_most=False)
    efforts = report.paired("agents", "convo-few", microseconds)
    report.verdict("convo / openai-agents, per CPU second", efforts, 1.3, at_most=False)


def report_branch(report):
    rows = [["branch", "median ms", "95 of 100", "most", "n"]]
    for case, samples in report.cases.items():
        times = sorted(time for sample in samples for time in sample["wall_ms_each"])
        high = times[int(len(times) * 0.95)]
        numbers = [f"{number:.4f}" for number in (middle(times), high, times[-1])]
        rows.append([f"{case}, depth {samples[0]['depth']}", *numbers, str(len(times))])
    table(rows)
    times = [time for sample in report.cases["convo"] for time in sample["wall_ms_each"]]
    report.verdict("convo, ms", times, 1)


def report_window(report):
    def series(case, key):
        return [time for sample in report.cases.get(case, []) for time in sample.get(key, [])]

    rows = [["window of 8,000 tokens", "open store, ms", "95 of 100", "with opening, ms", "n"]]
    for case, samples in report.cases.items():
        warm, opening = series(case, "wall_ms_open"), series(case, "wall_ms_opening")
        high = sorted(warm)[int(len(warm) * 0.95)] if warm else None
        numbers = [middle(warm), high, middle(opening)]
        rows.append([case, *("-" if number is None else f"{number:.4f}" for number in numbers),
                     str(len(warm) or len(opening))])
    table(rows)
    for depth in ("1000", "100000", "1000000"):
        for key, name in (("wall_ms_open", "open store"), ("wall_ms_opening", "with opening")):
            ratios = [
                middle(above[key]) / middle(below[key])
                for above, below in zip(
                    report.cases.get(f"convo-{depth}", []), report.cases.get(f"c-{depth}", []))
            ]
            report.verdict(f"depth {depth}, {name}: convo / C", ratios, 2)
    deep = [
        middle(deep["wall_ms_open"]) / middle(shallow["wall_ms_open"])
        for deep, shallow in zip(
            report.cases.get("convo-1000000", []), report.cases.get("convo-1000", []))
    ]
    report.verdict("depth 1,000,000 / depth 1,000", deep, 1.3)
    peers = [
        middle(peer["wall_ms_opening"]) / middle(own["wall_ms_opening"])
        for peer, own in zip(
            report.cases.get("langgraph-100000", []), report.cases.get("convo-100000", []))
    ]
    report.verdict("depth 100,000: langgraph / convo, both opening", peers, 400, at_most=False)


def report_tokens(report):
    """Megabytes per second, best of the rounds of each process."""
    speeds = collections.defaultdict(list)
    for case, samples in report.cases.items():
        speeds[case] = [sample["mb_per_s"] for sample in samples]
    rows = [["tokens, MB/s", "median", "best", "n"]]
    for case, values in sorted(speeds.items()):
        rows.append([case, f"{middle(values):.1f}", f"{max(values):.1f}", str(len(values))])
    table(rows)

    def paired(above, below):
        return [first / second for first, second in zip(speeds[above], speeds[below])]

    for vocabulary in ("cl100k_base", "o200k_base", "qwen", "deepseek"):
        for text, limit in (("english", 4), ("code", 4), ("chinese", 2)):
            own = f"convo {vocabulary} {text}"
            peer = "tokenizers" if vocabulary == "deepseek" else "tiktoken"
            report.verdict(
                f"{vocabulary}, {text}: convo / {peer}",
                paired(own, f"{peer} {vocabulary} {text}"), limit, at_most=False)
            if vocabulary in ("cl100k_base", "o200k_base"):
                report.verdict(
                    f"{vocabulary}, {text}: convo / rs_bpe",
                    paired(own, f"rs_bpe {vocabulary} {text}"), 1, at_most=False)
        for piece in ("letter", "random", "chinese", "spaces"):
            # As fast, but for the noise of a measurement.
            report.verdict(
                f"{vocabulary}, one piece of {piece}: 1 MB / 10 kB",
                paired(f"convo {vocabulary} {piece} 1000000", f"convo {vocabulary} {piece} 10000"),
                0.95, at_most=False)


def report_stream(report):
    report.processes("curl-1")
    report.verdict("one chunk: convo / curl, wall", report.paired("convo-1", "curl-1", wall), 1.5)
    for framing in ("", "-chunked"):
        # The whole process of convo against the loop of the SDK alone.
        rates = report.paired(f"openai-loop{framing}", f"convo-100000{framing}", cpu)
        name = f"100,000 chunks{framing.replace('-', ', ')}: chunks per CPU second, convo / openai"
        report.verdict(name, rates, 25, at_most=False)
    report.verdict("peak memory at 100,000 chunks, MB", report.series("convo-100000", peak), 40)
    growth = report.paired("convo-100000", "convo-1000", peak)
    report.verdict("peak memory, 100,000 chunks / 1,000", growth, 1.25)


def report_usage(report):
    report.processes("sqlite3")
    for grouping in ("day", "model"):
        report.verdict(
            f"convo usage --by {grouping}, ms", report.series(f"convo-{grouping}", wall), 300)


def report_import(report):
    report.processes("convo")

    def seconds(sample):
        return sample["wall_s"]

    def milliseconds(sample):
        return sample["wall_ms"] / 1000

    limit = report.paired("convo", "limit", milliseconds, seconds)
    report.verdict("import of 200 MB: convo / orjson and raw inserts, wall", limit, 2)
    whole = [first + second for first, second in zip(
        report.series("convo", milliseconds), report.series("convo-index", milliseconds))]
    peer = [sample / middle(whole) for sample in report.series("ctk", milliseconds)]
    report.verdict("the same with the search index: ctk / convo, wall", peer, 15, at_most=False)
    report.verdict("peak memory, MB", report.series("convo", peak), 100)
    report.verdict(
        "peak memory of the search that makes the index, MB", report.series("convo-index", peak), 100)


def report_export(report):
    report.processes("convo")
    size = report.series("size", lambda sample: sample["bytes"])[0]
    rates = report.series("convo", lambda sample: size / 1000 / sample["wall_ms"])
    report.verdict("export of a million messages, MB/s", rates, 100, at_most=False)
    report.verdict("peak memory, MB", report.series("convo", peak), 100)


def report_backup(report):
    for case in ("alone", "convo"):
        rows = [["writers", "seconds", "appends", "longest ms", "p99 ms"]]
        for sample in report.cases.get(case, []):
            rows.append([case, f"{sample['wall_s']:.1f}", str(sample["appends"]),
                         f"{sample['longest_ms']:.1f}", f"{sample['p99_ms']:.1f}"])
        table(rows)
    rows = [["waits for the lock", "number", "half under ms", "99 of 100 under ms", "longest ms"]]
    for case in ("waits-alone", "waits-convo"):
        for sample in report.cases.get(case, []):
            rows.append([case, str(sample["count"]), f"{sample['half_ms']:.2f}",
                         f"{sample['p99_ms']:.1f}", f"{sample['longest_ms']:.1f}"])
    table(rows)
    longest = report.series("waits-convo", lambda sample: sample["longest_ms"])
    report.verdict("longest wait for the lock beside a backup, ms", longest, 50)


def main(area, path):
    report = Report(area, path)
    {"list": report_list, "append": report_append, "branch": report_branch,
     "window": report_window, "tokens": report_tokens, "usage": report_usage,
     "import": report_import, "export": report_export, "backup": report_backup,
     "search": lambda report: report_search.report_search(report, table),
     }.get(area, report_stream)(report)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
