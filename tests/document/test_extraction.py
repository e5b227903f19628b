#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_extraction.py INSPECT – what is found in recorded pages must not get worse.

The pages are not part of the project: where there is no corpus the test is
skipped. See tests/bench/extraction.py for how a page is scored.
"""

import datetime
import html.parser
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "bench"))
import extraction  # noqa: E402

# What was measured, less what one page may lose for a good reason.
FLOOR_BENCHMARK = 0.980
FLOOR_READABILITY = 0.950

# Where Gazette says something else than readability, and why.
DIFFERENCES = {
    ("title", "v8-blog"): "readability drops what stands before a colon in the title",
    ("byline", "breitbart"): "readability keeps the day and a number of comments after the name",
    ("byline", "ietf-1"): "there are two writers; readability names the last, Gazette the first",
    ("byline", "seattletimes-1"): "readability takes the day for the writer",
    ("byline", "spiceworks"): "readability takes the day for the writer",
    ("byline", "webmd-1"): "readability adds the department to the name",
    ("byline", "webmd-2"): "readability adds the department to the name",
    ("byline", "yahoo-3"): "readability keeps the day after the name",
    ("byline", "yahoo-4"): "readability takes a word of a note about comments for the writer",
}


def fold(text):
    return " ".join((text or "").split())


def fold_byline(text):
    """A name is the same with and without "By"."""
    return re.sub(r"^by:? ", "", fold(text), flags=re.IGNORECASE)


def moment(text):
    """A moment in seconds; one without a zone is in UTC, as Gazette takes it."""
    if not text:
        return None
    text = re.sub(r"\.\d+", "", text.strip()).replace(" ", "T", 1).replace("Z", "+00:00")
    when = datetime.datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=datetime.timezone.utc)


FIELDS = (
    ("title", "title", "title", fold),
    ("byline", "byline", "byline", fold_byline),
    ("published", "publishedTime", "published", moment),
    ("site", "siteName", "site", fold),
    ("language", "lang", "language", fold),
)


def check_metadata(corpus, found):
    """Prints how many of each field are as expected; returns what differs without a reason."""
    problems = []
    for field, theirs, ours, read in FIELDS:
        n_expected = n_same = 0
        for name, result in found.items():
            expected = json.loads((corpus / "readability" / name / "expected-metadata.json").read_text())
            if not expected.get(theirs):
                continue
            n_expected += 1
            same = read(expected[theirs]) == read(result[ours])
            n_same += same
            if same == ((field, name) in DIFFERENCES):
                problems.append(f"{field} of {name}: {result[ours]!r}, expected {expected[theirs]!r}")
        print(f"{field}: {n_same} of {n_expected}")
    return problems


class Pictures(html.parser.HTMLParser):
    """The pictures that a page says are its own."""

    NAMES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")

    def __init__(self):
        super().__init__()
        self.found = {}

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        if tag == "meta" and fold(attrs.get("content")):
            for name in f"{attrs.get('property', '')} {attrs.get('name', '')}".lower().split():
                self.found.setdefault(name, fold(attrs["content"]))

    def get(self):
        return next((self.found[name] for name in self.NAMES if name in self.found), None)


def check_pictures(corpus, found):
    """The same of lead pictures. What is expected does not name them, so the judge is the page, read by another parser."""
    problems = []
    n_expected = 0
    for name, result in found.items():
        pictures = Pictures()
        pictures.feed((corpus / "readability" / name / "source.html").read_text(errors="replace"))
        if not pictures.get():
            continue
        n_expected += 1
        if pictures.get() != result["image"]:
            problems.append(f"image of {name}: {result['image']!r}, expected {pictures.get()!r}")
    print(f"image: {n_expected - len(problems)} of {n_expected}")
    return problems


def check_score(title, pages, inspect, floor):
    rows, found = extraction.run(inspect, pages)
    precision, recall, f1 = extraction.score(list(rows.values()))
    print(f"{title}: {len(rows)} pages, precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    return found, [] if f1 >= floor else [f"{title}: F1 {f1:.4f} is below {floor}"]


def main():
    corpus = extraction.find_corpus()
    if not corpus.is_dir():
        print(f"skipped: there is no corpus at {corpus}", file=sys.stderr)
        return 77

    inspect = sys.argv[1]
    _, problems = check_score("benchmark", list(extraction.load_benchmark(corpus)), inspect, FLOOR_BENCHMARK)
    found, more = check_score("readability", list(extraction.load_readability(corpus)), inspect, FLOOR_READABILITY)
    problems += more + check_metadata(corpus, found) + check_pictures(corpus, found)
    for problem in problems:
        print(problem, file=sys.stderr)

    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
