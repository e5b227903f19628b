#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""feeds.py [--each] [INSPECT] – reads the feeds of the corpus with Gazette and with
Python's feedparser, and compares the number of articles and the titles, white
space folded and HTML stripped on both sides.

Prints a table of why they differ, or why Gazette refuses a feed, by the reasons
in feeds-differences.json beside this file; with --each, how every one differs.
"""

import argparse
import collections
import concurrent.futures
import html
import json
import os
import pathlib
import re
import subprocess
import sys

import extraction
import feedparser

HERE = pathlib.Path(__file__).resolve()
REASONS = HERE.with_name("feeds-differences.json")

# Gazette cuts a title, in characters.
MAX_TITLE = 499


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
    headers = json.loads(recorded.read_text(encoding="utf-8"))["headers"]
    return {name: values[0] for name, values in headers.items() if name == "content-type"}


def read_with_gazette(inspect, path):
    """The titles, None when the feed is refused with a word."""
    # Dialects of the person who runs this have no say.
    environment = os.environ | {"XDG_DATA_HOME": str(HERE.parent / "nowhere")}
    answer = subprocess.run([inspect, "articles", path], capture_output=True, env=environment, check=False)
    message = answer.stderr.decode("utf-8", "replace")
    if answer.returncode == 1 and not answer.stdout and message.startswith("gazette-inspect: "):
        return None
    if answer.returncode != 0:
        raise RuntimeError(f"{path.name}: ended with {answer.returncode}: {message[-2000:]}")
    return [fold(article["title"]) for article in json.loads(answer.stdout)]


def read_with_feedparser(path):
    feed = feedparser.parse(path.read_bytes(), response_headers=read_headers(path))
    return [fold(entry.get("title")) for entry in feed.entries]


def compare(gazette, other):
    """How they differ, in a word; None when they do not."""
    if gazette is None:
        return f"refused, feedparser {len(other)} articles"
    if len(gazette) != len(other):
        return f"{len(gazette)} articles, feedparser {len(other)}"
    # One without a title has "" with us.
    wrong = [(ours, theirs) for ours, theirs in zip(gazette, other) if ours[:MAX_TITLE] != theirs[:MAX_TITLE]]
    return f"{len(wrong)} titles of {len(gazette)}, “{wrong[0][0]}”, feedparser “{wrong[0][1]}”" if wrong else None


def read_reasons():
    """Why a feed is read otherwise than feedparser does, by its name."""
    return json.loads(REASONS.read_text(encoding="utf-8"))


def read_all(inspect, corpus):
    """How each feed differs, or None, by its name; and the number of articles of all."""
    files = sorted(path for path in (corpus / "rss-atom").iterdir() if path.suffix != ".json")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        titles = list(pool.map(lambda path: read_with_gazette(inspect, path), files))
    differences = {path.name: compare(ours, read_with_feedparser(path)) for path, ours in zip(files, titles)}
    return differences, sum(len(ours or []) for ours in titles)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inspect", nargs="?", default="gazette-inspect")
    parser.add_argument("--each", action="store_true", help="how every feed differs")
    options = parser.parse_args()
    reasons = read_reasons()
    differences, n_articles = read_all(options.inspect, extraction.find_corpus())
    different = {name: difference for name, difference in differences.items() if difference is not None}

    if options.each:
        for name, difference in different.items():
            print(f"{name}: {difference}")
        print()
    print("| feeds | why |")
    print("| --- | --- |")
    for reason, number in collections.Counter(reasons.get(name, "?") for name in different).most_common():
        print(f"| {number} | {reason} |")
    print(f"\n{len(differences) - len(different)} of {len(differences)} feeds give the same number of articles and "
          f"the same titles; {n_articles} articles.")


if __name__ == "__main__":
    main()
