#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a folder of feeds with Gazette and with Python's feedparser, and compares.

    ./dev exec python3 tests/bench/feeds.py _build FOLDER

Compares the number of articles and the titles, white space folded and HTML
stripped on both sides. Prints a table of the files in which they differ, each
with its reason from feeds-differences.json beside this file; one that has no
reason is an error.
"""

import argparse
import html
import json
import pathlib
import re
import subprocess
import sys

import feedparser

REASONS = pathlib.Path(__file__).with_name("feeds-differences.json")


def fold(text):
    """What a reader sees of a title, whatever it was written in."""
    text = re.sub(r"<[^>]*>", "", html.unescape(text or ""))
    # Gazette makes no difference between kinds of blanks, and drops what has no width.
    return " ".join(re.sub("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]", "", text).split())


def read_headers(path):
    """The headers that were recorded with a feed, where there are some."""
    recorded = path.with_name(path.stem + ".headers.json")
    if not recorded.exists():
        return {}
    headers = json.loads(recorded.read_text())["headers"]
    return {name: values[0] for name, values in headers.items() if name == "content-type"}


def read_with_gazette(inspect, path):
    answer = subprocess.run([inspect, "articles", path], capture_output=True, text=True)
    if answer.returncode != 0:
        return None
    return [fold(article["title"]) for article in json.loads(answer.stdout)]


def read_with_feedparser(path):
    feed = feedparser.parse(path.read_bytes(), response_headers=read_headers(path))
    return [fold(entry.get("title")) for entry in feed.entries]


def compare(gazette, other):
    """How they differ, in a word; None when they do not."""
    if gazette is None:
        return "not read" if other else None
    if len(gazette) != len(other):
        return f"{len(gazette)} articles, feedparser {len(other)}"
    # One without a title has "" with us.
    wrong = [(ours, theirs) for ours, theirs in zip(gazette, other) if ours != theirs and ours[:499] != theirs[:499]]
    return f"{len(wrong)} titles of {len(gazette)}, “{wrong[0][0]}”, feedparser “{wrong[0][1]}”" if wrong else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    args = parser.parse_args()
    reasons = json.loads(REASONS.read_text()) if REASONS.exists() else {}
    files = sorted(path for path in args.folder.iterdir() if path.suffix != ".json")
    n_same = n_articles = n_refused = 0
    unexplained = []

    print("| feed | difference | why |")
    print("| --- | --- | --- |")
    for path in files:
        ours = read_with_gazette(args.build / "src/inspect/gazette-inspect", path)
        theirs = read_with_feedparser(path)
        n_articles += len(ours or [])
        n_refused += ours is None
        difference = compare(ours, theirs)
        if difference is None:
            n_same += 1
            continue
        reason = reasons.get(path.name)
        print(f"| {path.name} | {difference} | {reason} |")
        if reason is None:
            unexplained.append(path.name)

    print(f"\n{n_same} of {len(files)} feeds give the same number of articles and the same titles; "
          f"{n_articles} articles. {n_refused} are refused.")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
