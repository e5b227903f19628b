#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""score_inference.py INSPECT [--misses] [--goals] [--into FILE] – reads every recorded
answer of the corpus with the built-in dialects hidden and counts what inference
alone gets right, see expected/README.md. Prints a Markdown table.

--misses lists what is wrong, a line each, on standard error.
--goals ends with 1 when a goal is missed.
--into writes the table into FILE, between the lines <!-- score --> and <!-- /score -->.
"""

import argparse
import collections
import pathlib
import subprocess
import sys

from expected_judge import FIELDS, SKIPPED, Judge, find_corpus

GOALS = {"list": 95, "title": 95, "url": 95, "date": 90, "text": 90, "image": 85}
HEADS = {"list": "lists", "title": "title", "url": "address", "date": "date", "text": "text", "image": "image",
         "refusal": "refusals"}
MARKS = ("<!-- score -->", "<!-- /score -->")


class Tally:
    """Counts what is right of all, for each thing that is looked at."""

    def __init__(self):
        self.right = collections.Counter()
        self.all = collections.Counter()

    def add(self, thing, right):
        self.right[thing] += right
        self.all[thing] += 1

    def percent(self, thing):
        return 100 * self.right[thing] / self.all[thing] if self.all[thing] else 100

    def row(self, name):
        cells = [f"{self.right[thing]} of {self.all[thing]}" if self.all[thing] else "–" for thing in HEADS]
        return f"| {name} | " + " | ".join(cells) + " |"


def is_same(fields):
    """Whether it is this article at all: one of what tells it from others is right."""
    return any(fields.get(field) for field in FIELDS) or not fields


def count(payload, verdict, tallies):
    """Adds an answer to the tallies of its API and of all, by article and by answer."""
    if payload.get("refused"):
        for tally in tallies:
            tally.add("refusal", verdict.refused)
        return
    if payload.get("either") and verdict.refused:
        for tally in tallies:
            tally.add("list", True)
        return

    *by_article, by_answer = tallies
    whole = verdict.complete and all(is_same(fields) for fields in verdict.fields)
    for tally in tallies:
        tally.add("list", whole)
    for field in FIELDS:
        looked_at = [whole and fields[field] for fields in verdict.fields if field in fields]
        for right in looked_at:
            for tally in by_article:
                tally.add(field, right)
        if looked_at:
            by_answer.add(field, all(looked_at))


def make_table(apis, by_article, by_answer):
    goals = " | ".join(f"{GOALS[thing]} %" if thing in GOALS else "" for thing in HEADS)
    percent = {thing: f"{by_article.percent(thing):.1f} %" for thing in HEADS}
    whole = {thing: f"{by_answer.percent(thing):.1f} %" for thing in HEADS}
    return "\n".join([
        "| answers of | " + " | ".join(HEADS.values()) + " |",
        "| --- |" + " ---: |" * len(HEADS),
        *(tally.row(name) for name, tally in sorted(apis.items())),
        by_article.row("**all**"),
        "| of all articles | " + " | ".join(percent.values()) + " |",
        "| of all answers, each as a whole | " + " | ".join(whole.values()) + " |",
        f"| goal | {goals} |",
    ])


def write_into(file, table):
    old = file.read_text(encoding="utf-8")
    before, _, rest = old.partition(MARKS[0])
    _, mark, after = rest.partition(MARKS[1])
    if not mark:
        sys.exit(f"{file} has no lines {MARKS[0]} and {MARKS[1]}")
    file.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{after}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inspect")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--goals", action="store_true")
    parser.add_argument("--into", type=pathlib.Path, metavar="FILE")
    options = parser.parse_args()
    corpus = find_corpus()
    if corpus is None:
        print("no corpus here: skipped")
        return SKIPPED
    usage = subprocess.run([options.inspect, "--help"], stdout=subprocess.PIPE, text=True, check=True).stdout
    if "--infer" not in usage:
        sys.exit(f"{options.inspect} does not know --infer")

    judge = Judge(options.inspect, corpus, infer=True)
    apis = collections.defaultdict(Tally)
    by_article, by_answer = Tally(), Tally()
    for name in judge.names:
        verdict = judge.judge(name)
        count(judge.payloads[name], verdict, [apis[name.split("/")[0]], by_article, by_answer])
        for line in verdict.misses if options.misses else []:
            print(f"{name}: {line}", file=sys.stderr)

    table = make_table(apis, by_article, by_answer)
    print(table)
    if options.into is not None:
        write_into(options.into, table)
    missed = [thing for thing, goal in GOALS.items() if by_article.percent(thing) < goal]
    if missed:
        print("short of the goal: " + ", ".join(HEADS[thing] for thing in missed), file=sys.stderr)
    return 1 if options.goals and missed else 0


if __name__ == "__main__":
    sys.exit(main())
