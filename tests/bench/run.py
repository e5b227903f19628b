#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run.py BUILD [--runs N] [--sources N] [--articles N]

Measures a first refresh, one that brings nothing new, and the start of Gazette
beside the start of an empty libadwaita window, and prints tables. See README.md.
Run it with ../with-display.
"""

import argparse
import contextlib
import hashlib
import json
import mmap
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TEXT = (
    "The harbour woke before the town did, and with it the gulls, the ropes and the smell of coffee. "
    "Nobody on the quay looked up when the first ferry came in; they had seen it come in all their lives. "
    "What was new this morning stood on the second deck, wrapped in canvas and guarded by a boy of ten. "
)
WIDTH, HEIGHT = 1200, 800
# Of a window without its shadow: where the headlines are, below the header bar.
LIST = (0, 120, 280, 740)


def make_edition(source, n_articles):
    """A JSON Feed with articles of about 3.4 kB of HTML each."""
    items = []
    for number in range(n_articles):
        paragraphs = "".join(f"<p>{TEXT * 2}<em>Part {part} of {number}.</em></p>" for part in range(5))
        items.append({
            "id": f"{source}-{number}",
            "url": f"https://example.org/{source}/{number}",
            "title": f"Report {number} of source {source}: what came in with the first ferry",
            "date_published": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}T{source % 24:02}:{number % 60:02}:00Z",
            "authors": [{"name": "Ada Example"}],
            "content_html": paragraphs,
        })
    return {"version": "https://jsonfeed.org/version/1.1", "title": f"Source {source}", "items": items}


def write_script(path, n_sources, n_articles):
    """Each source answers in full once, then that there is nothing new."""
    validators = {"ETag": '"1"', "Content-Type": "application/feed+json"}
    script = {}
    for source in range(n_sources):
        script[f"/{source}/feed.json"] = [
            {"headers": validators, "json": make_edition(source, n_articles), "coding": "gzip"},
            {"status": 304, "headers": {"ETag": '"1"'}, "expect": {"If-None-Match": '"1"'}},
        ]
    path.write_text(json.dumps(script))


@contextlib.contextmanager
def serve(build, script):
    server = subprocess.Popen([build / "tests/server/gazette-test-server", script],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip()
    finally:
        server.stdin.close()
        server.wait()


def refresh(build, work, args):
    """One run in a fresh folder; returns its lines as {name: [numbers]}."""
    shutil.rmtree(work / "profile", ignore_errors=True)
    with serve(build, work / "script.json") as base:
        addresses = [f"{base}/{source}/feed.json" for source in range(args.sources)]
        output = subprocess.run([build / "tests/bench/bench-refresh", work / "profile", *addresses],
                                check=True, stdout=subprocess.PIPE, text=True).stdout
    return {line.split()[0]: [float(word) for word in line.split()[1:]] for line in output.splitlines()}


class Screen:
    """The picture on the X server, as it lies in its memory."""

    def __init__(self):
        self.file = open(os.environ["GAZETTE_TEST_SCREEN_FILE"], "rb")
        self.map = mmap.mmap(self.file.fileno(), 0, prot=mmap.PROT_READ)
        # The header of an X window dump: sizes as 32 bits, most significant byte first.
        header = [int.from_bytes(self.map[at:at + 4], "big") for at in range(0, 100, 4)]
        self.line = header[12]
        self.start = header[0] + header[19] * 12

    def rows(self, box):
        left, top, right, bottom = box
        begin = self.start + left * 4
        return [self.map[begin + y * self.line:begin + y * self.line + (right - left) * 4]
                for y in range(top, bottom, 4)]


def changed(rows, final):
    return sum(a != b for a, b in zip(rows, final)) / len(final)


def pss(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0


def start(command, environment, box):
    """Seconds until what is in the box looks as it does in the end; MB used then."""
    screen = Screen()
    empty = screen.rows(box)
    seen = []
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        last = begin
        digest = None
        while time.monotonic() < last + 1.5 or not seen:
            rows = screen.rows(box)
            now = hashlib.blake2b(b"".join(rows)).digest()
            moment = time.monotonic()
            if now != digest and rows != empty:
                seen.append((moment - begin, rows))
                last = moment
            digest = now
            if moment > begin + 30:
                sys.exit(f"nothing appeared: {command}")
            time.sleep(0.004)
        memory = pss(process.pid)
    finally:
        process.terminate()
        process.wait()
    # The window is gone before the next one is looked at.
    while screen.rows(box) != empty:
        time.sleep(0.05)
    final = seen[-1][1]
    # A row of pictures or a changing time may come later than the words.
    first = next(moment for moment, rows in seen if changed(rows, final) < 0.1)
    return first, seen[-1][0], memory


def profile_environment(work, name, library):
    """Home folders of their own, with a library that is as the refresh left it."""
    home = work / name
    for folder in ("data", "config", "cache"):
        (home / folder).mkdir(parents=True)
    if library is not None:
        shutil.copytree(library, home / "data/gazette")
    return dict(os.environ, XDG_DATA_HOME=f"{home}/data", XDG_CONFIG_HOME=f"{home}/config",
                XDG_CACHE_HOME=f"{home}/cache")


def measure_starts(build, work, args):
    floor = [build / "tests/bench/bench-floor"]
    gazette = [build / "src/gazette"]
    kinds = {
        "empty libadwaita window": (floor, profile_environment(work, "floor", None), (0, 0, WIDTH, HEIGHT)),
        "Gazette, starter edition": (gazette, profile_environment(work, "starter", None), LIST),
        f"Gazette, {args.sources * args.articles:,} articles":
            (gazette, profile_environment(work, "full", work / "profile/data"), LIST),
    }
    results = {name: [] for name in kinds}
    # In turn, so that a slow moment of the machine is everybody's. The first
    # round warms the caches and makes the starter's library.
    for number in range(args.runs + 1):
        for name, (command, environment, box) in kinds.items():
            result = start(command, environment, box)
            if number > 0:
                results[name].append(result)
    return results


def middle(values):
    return statistics.median(values)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sources", type=int, default=100)
    parser.add_argument("--articles", type=int, default=100)
    args = parser.parse_args()
    build = args.build.resolve()

    with tempfile.TemporaryDirectory(prefix="gazette-bench-") as folder:
        work = pathlib.Path(folder)
        write_script(work / "script.json", args.sources, args.articles)
        runs = [refresh(build, work, args) for _ in range(args.runs)]
        print(f"Refresh of {args.sources} sources × {args.articles} articles, medians of {args.runs}:\n")
        print("| | wall s | CPU s | articles |\n| --- | --- | --- | --- |")
        for name in ("first", "indexed", "nothing-new"):
            wall, cpu, *articles = (middle(numbers) for numbers in zip(*(run[name] for run in runs)))
            print(f"| {name} | {wall:.2f} | {cpu:.2f} | {articles[0] if articles else 0:.0f} |")
        print(f"\nGreatest resident size {middle([run['resident'][0] for run in runs]):.0f} MB\n")

        starts = measure_starts(build, work, args)
        print(f"Start, warm, medians of {args.runs}:\n")
        print("| | painted s | settled s | PSS MB |\n| --- | --- | --- | --- |")
        for name, values in starts.items():
            print(f"| {name} | " + " | ".join(form.format(middle([value[i] for value in values]))
                                             for i, form in enumerate(("{:.2f}", "{:.2f}", "{:.0f}"))) + " |")


if __name__ == "__main__":
    main()
