#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run.py BUILD [start|memory|refresh|list|page|search|saved|disk|all] [--most N]

Measures what Gazette costs, beside an empty libadwaita window and the programs of
others that are there, and prints one table. With "all" it also writes
docs/performance.md. Exits with 1 where a goal is missed. See README.md.
Run it with ../with-display.
"""

import argparse
import hashlib
import json
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import page
import refreshing
import report
import watching

TOP = pathlib.Path(__file__).resolve().parents[2]
SIZES = [1_000, 10_000, 100_000, 1_000_000]
STARTER = "the starter edition"
# Of HTML, on average. A million articles of the longer kind would take an hour to make.
BYTES = 1_000
LONG_BYTES = 3_000
RUNS = 25
LIST_RUNS = 9
# What the libraries are made from: they are made anew when it changes. One of an older schema is brought up to date.
RECIPE = ("tests/bench/bench-library.c", "tests/bench/bench-words.c")
SCHEMA = ("src/library/gazette-schema.c",)


def digest_files(paths):
    return hashlib.sha256(b"".join((TOP / path).read_bytes() for path in paths)).hexdigest()[:12]


def middle(values):
    return statistics.median(values)


class Bench:
    def __init__(self, build, work, cache):
        self.build, self.work = build, work
        self.lines = []
        # By what is measured, {size: value}: the curves of growth.
        self.curves = {}
        recipe = digest_files(RECIPE)
        self.cache = cache / recipe
        for other in cache.glob("*/") if cache.exists() else ():
            if other.name != recipe:
                shutil.rmtree(other)
        self.peer = shlex.split(os.environ.get("GAZETTE_PEERS", ""))

    def has_peer(self, name):
        found = subprocess.run([*self.peer, "sh", "-c", f"command -v {name}"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, check=False)
        return found.returncode == 0

    def add(self, what, value, unit, limit=None, beside="", beside_value=None):
        self.lines.append(report.Line(what, value, unit, limit, beside, beside_value))
        print(self.lines[-1].say(), flush=True)

    def grow(self, what, size, value):
        self.curves.setdefault(what, {})[size] = value

    def library(self, n_articles, n_bytes=BYTES):
        """A library of so many articles, made if it is not there yet, and how many bytes of text it holds."""
        folder = self.cache / f"{n_articles}-{n_bytes}"
        stamp = folder / "stamp.json"
        command = [self.build / "tests/bench/bench-library", folder / "library"]
        made = json.loads(stamp.read_text()) if stamp.exists() else {}
        schema = digest_files(SCHEMA)
        if made.get("schema") != schema:
            begin = time.monotonic()
            if not made:
                print(f"making a library of {n_articles:,} articles …", file=sys.stderr, flush=True)
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
                command += [str(n_articles), str(n_bytes)]
            text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            made = {"text": made.get("text") or int(text), "seconds": made.get("seconds") or round(time.monotonic() - begin, 1),
                    "size": (folder / "library/library.db").stat().st_size, "schema": schema}
            stamp.write_text(json.dumps(made))
        return folder / "library", made

    def output_of(self, program, *arguments):
        """What a program of the bench prints, as {name: [numbers]}."""
        output = subprocess.run([self.build / "tests/bench" / program, *map(str, arguments)], check=True,
                                stdout=subprocess.PIPE, text=True).stdout
        return {line.split()[0]: [float(word) for word in line.split()[1:]] for line in output.splitlines()}

    # Starting, and memory

    def kinds(self):
        gazette = [self.build / "src/gazette"]
        yield "floor", [self.build / "tests/bench/bench-floor"], watching.make_home(self.work / "floor"), watching.WINDOW, None
        yield STARTER, gazette, watching.make_home(self.work / "starter"), watching.LIST, "j"
        for size in (10, *SIZES):
            home = watching.make_home(self.work / str(size), self.library(size)[0])
            yield size, gazette, home, watching.LIST, "j"

    def start(self, goals):
        kinds = list(self.kinds())
        seen = {kind[0]: [] for kind in kinds}
        # In turn, so that a slow moment of the machine is everybody's. The first
        # round warms the caches and makes the library of the starter edition.
        for number in range(RUNS + 1):
            for name, command, environment, box, key in kinds:
                values = watching.start(command, environment, box, key)
                if number > 0:
                    seen[name].append(values)
        painted, _, memory, opened = ({name: middle(value[i] for value in values) for name, values in seen.items()}
                                      for i in range(4))
        floor = "the empty window"
        for size in (STARTER, 10, *SIZES):
            articles = size if size == STARTER else f"{size:,} articles"
            if size in SIZES:
                self.grow("start to headlines", size, painted[size])
                self.grow("memory", size, memory[size])
            if "start" in goals:
                self.add(f"start to headlines, {articles}", painted[size], "s", 1.25 * painted["floor"], floor, painted["floor"])
            if "memory" in goals:
                limit = {10_000: 1.3, 1_000_000: 1.4}.get(size)
                self.add(f"memory at rest, {articles}", memory[size], "MB", limit and limit * memory["floor"], floor,
                         memory["floor"])
        most = SIZES[-1]
        if "start" in goals:
            self.add(f"start, {most:,} articles to 10", painted[most] / painted[10], "times", 1.1)
        if "memory" in goals:
            self.add(f"an article open, {most:,} articles", opened[most] - memory[most], "MB more", 15)
        self.liferea(painted[10_000], memory[10_000])

    def liferea(self, painted, memory):
        if not self.has_peer("liferea"):
            self.lines.append(report.Line("Liferea: not installed", None, ""))
            return
        home = self.work / "liferea"
        environment = watching.make_home(home)
        environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        (home / "config/liferea").mkdir()
        with watching.serve(self.build, refreshing.write_script(self.work, 100, 100, 0, "application/rss+xml")) as base:
            outlines = "".join(f"<outline title='{n}' text='{n}' type='rss' xmlUrl='{base}/{n}/feed' updateInterval='-1'/>"
                               for n in range(100))
            (home / "config/liferea/feedlist.opml").write_text(
                f"<opml version='1.0'><head><title>Sources</title></head><body>{outlines}</body></opml>")
            with watching.started([*self.peer, "liferea"], environment):
                time.sleep(20)
        seen = [watching.start([*self.peer, "liferea"], environment, watching.WINDOW) for _ in range(3)]
        self.add("start to headlines, 10,000 articles", painted, "s", None, "Liferea", middle(value[0] for value in seen))
        self.add("memory at rest, 10,000 articles", memory, "MB", None, "Liferea", middle(value[2] for value in seen))

    # Refreshing

    def refresh(self):
        runs = [refreshing.refresh(self.build, self.work, 100, 100, 50) for _ in range(3)]
        many = refreshing.refresh(self.build, self.work, 1000, 100, 0)
        first, same = ([middle(run[name][i] for run in runs) for i in range(2)] for name in ("first", "nothing-new"))
        peer, newsboat = "", ([None, None], [None, None])
        if self.has_peer("newsboat"):
            peer, newsboat = "Newsboat", refreshing.refresh_newsboat(self.build, self.peer, self.work, 100, 100, 50)
        else:
            self.lines.append(report.Line("Newsboat: not installed", None, ""))
        self.add("first refresh of 100 sources × 100 articles", first[1], "CPU s", 1.5, peer, newsboat[0][1])
        self.add("the same, each answer 50 ms late", first[0], "s", 2.0, peer, newsboat[0][0])
        self.add("nothing new from 100 sources", same[1], "CPU s", 0.08, peer, newsboat[1][1])
        self.add("first refresh of 1000 × 100, to 100 × 100", many["first"][1] / first[1], "times", 10.5)
        resident = middle(run["resident"][0] for run in runs)
        self.add("memory at most, 1000 × 100 to 100 × 100", many["resident"][0] / resident, "times", 1.5)

    # The list of headlines

    def list(self):
        names = {"view": "another view", "open": "opening an article", "mark": "marking as read"}
        for size in SIZES:
            runs = [self.output_of("bench-list", self.library(size)[0]) for _ in range(LIST_RUNS)]
            for name, what in names.items():
                # One process differs from the other by a tenth, by where its memory lies, and by a half where others
                # use the caches of the processor.
                values = [run[name][0] for run in runs]
                self.grow(what, size, min(values))
                if size == SIZES[-1]:
                    self.add(f"{what}, {size:,} articles", min(values), "ms of main loop", 5, "the middle process",
                             middle(values))
        marked = {size: self.output_of("bench-mark", self.library(size)[0]) for size in SIZES}
        for size, seconds in marked.items():
            # Each has as many to mark as there are.
            self.grow("marking all as read, for each", size, seconds["mark"][0] / size * 1e6)
        self.add(f"marking all of {SIZES[-1]:,} as read", marked[SIZES[-1]]["mark"][0], "s", 2 * SIZES[-1] / 1_000_000)
        self.add("taking that back", marked[SIZES[-1]]["unmark"][0], "s")
        size = min(100_000, SIZES[-1])
        scroll = self.output_of("bench-list", self.library(size)[0], "scroll")["scroll"]
        self.add(f"longest turn, scrolling {size:,} rows to the end", scroll[1], "ms", 16)

    # The page

    def page(self):
        pictures = self.work / "pictures"
        pictures.mkdir()
        page.write_pictures(pictures)
        with watching.serve(self.build, pictures) as base:
            pages = page.measure_often(self.build, self.work, page.make_items(base), 3)
            long_read = page.measure_often(self.build, self.work, [page.make_long_item(base)], 3)[0]
        # Drawn by the processor, which a graphics card would do elsewhere.
        self.add(f"an article painted, median of {len(pages)}",
                 middle(each[page.BUSY] + each[page.DRAWING] for each in pages), "ms of main loop", 16)
        what = f"{page.N_WORDS:,} words with {page.N_PICTURES} pictures"
        self.add(f"{what} painted", long_read[page.BUSY] + long_read[page.DRAWING], "ms of main loop", 50)
        self.add(f"longest turn, scrolling {what} to the end", long_read[page.SCROLLING], "ms", 16)
        self.add(f"{what} open, beyond the pictures", long_read[page.MEMORY], "MB more", 15)

    # Searching

    def search(self):
        for size in SIZES:
            values = self.output_of("bench-search", self.library(size)[0])
            self.grow("searching", size, values["newest"][0])
        self.add(f"searching, {size:,} articles, median of 50", values["newest"][0], "ms", 30)
        self.add(f"searching, {size:,} articles, the slowest of 50", values["newest"][1], "ms", 100)
        self.add(f"most relevant first, {size:,} articles, median of 50", values["relevant"][0], "ms")

    # What is saved

    def shelves(self):
        """Libraries of ten and of 10,000 saved articles, made if they are not there yet."""
        folder = self.cache / f"saved-{digest_files(('tests/bench/bench-saved.c',))}"
        for other in self.cache.glob("saved-*"):
            if other != folder:
                shutil.rmtree(other)
        if not folder.exists():
            print("making a library of 10,000 saved articles …", file=sys.stderr, flush=True)
            self.cache.mkdir(parents=True, exist_ok=True)
            # Each picture waits for the disk when it is kept: where there is none, it takes a tenth of the time.
            memory = pathlib.Path("/dev/shm")
            has_room = memory.is_dir() and shutil.disk_usage(memory).free > 2_000_000_000
            with tempfile.TemporaryDirectory(prefix="gazette-bench-", dir=memory if has_room else self.cache) as made:
                self.output_of("bench-saved", pathlib.Path(made) / "made")
                shutil.copytree(pathlib.Path(made) / "made", folder.with_suffix(".new"), dirs_exist_ok=True)
            folder.with_suffix(".new").rename(folder)
        return folder

    def saved(self):
        values = self.output_of("bench-saved", self.shelves())
        self.add("opening a saved article with its 3 pictures, of 10", values["few"][0], "ms")
        self.add("the same, of 10,000 with 30,000 pictures", values["many"][0], "ms", 1.5 * values["few"][0], "of 10",
                 values["few"][0])

    # The disk

    def disk(self):
        stamp = self.library(10_000, LONG_BYTES)[1]
        self.add("disk, 10,000 articles × 3 kB with the index", stamp["size"] / 1e6, "MB", 40)
        self.add("disk, to the bytes of text", stamp["size"] / stamp["text"], "times", 1.3)
        for size in SIZES:
            stamp = self.library(size)[1]
            self.grow("disk for a byte of text", size, stamp["size"] / stamp["text"])

    def run(self, what):
        if what in ("start", "memory", "all"):
            self.start(("start", "memory") if what == "all" else (what,))
        for name in ("refresh", "list", "page", "search", "saved", "disk"):
            if what in (name, "all"):
                getattr(self, name)()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="leaves out what is larger, for a try")
    parser.add_argument("what", nargs="?", default="all",
                        choices=("start", "memory", "refresh", "list", "page", "search", "saved", "disk", "all"))
    args = parser.parse_args()
    SIZES[:] = [size for size in SIZES if size <= args.most]
    cache = pathlib.Path(os.environ.get("GAZETTE_BENCH_CACHE", pathlib.Path.home() / ".cache/gazette/bench"))

    # The home folders of tests/with-display, for what has none of its own.
    watching.set_font(pathlib.Path(os.environ["XDG_CONFIG_HOME"]))
    with tempfile.TemporaryDirectory(prefix="gazette-bench-") as folder:
        bench = Bench(args.build.resolve(), pathlib.Path(folder), cache)
        bench.run(args.what)
    print("\n" + report.make_table(bench.lines))
    if args.what == "all" and args.most == 1_000_000:
        report.write_page(TOP / "docs", bench.lines, bench.curves)
    missed = [line.what for line in bench.lines if line.is_missed()]
    n_goals = sum(line.limit is not None for line in bench.lines)
    print(f"{n_goals - len(missed)} of {n_goals} goals are met" + (f"; missed: {'; '.join(missed)}" if missed else ""))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
