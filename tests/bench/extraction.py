#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""extraction.py [INSPECT] [--corpus FOLDER] [--half 1|2] [--worst N] [--readability] [--save FILE]

Scores the articles that gazette-inspect finds in recorded pages against what
people say they are, as scrapinghub's article-extraction-benchmark does. See
README.md.
"""

import argparse
import collections
import concurrent.futures
import gzip
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys

SHINGLE = 4
HERE = pathlib.Path(__file__).resolve()

# Elements whose text is no text of the article for a reader.
NOT_TEXT = {"script", "style", "noscript", "template", "figcaption"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
}


class Text(html.parser.HTMLParser):
    """The text of an article that is HTML."""

    def __init__(self):
        super().__init__()
        self.parts = []
        self.n_skipped = 0

    def handle_starttag(self, tag, attrs):
        if tag in NOT_TEXT:
            self.n_skipped += 1
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        if tag in NOT_TEXT and self.n_skipped > 0:
            self.n_skipped -= 1
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data):
        if self.n_skipped == 0:
            self.parts.append(data)


def find_corpus():
    folder = os.environ.get("GAZETTE_CORPUS")
    return pathlib.Path(folder) if folder else HERE.parents[3] / "shared" / "corpus"


def load_benchmark(corpus):
    """Name, page and text of each page of the benchmark."""
    folder = corpus / "article-extraction-benchmark"
    truth = json.loads((folder / "ground-truth.json").read_text())
    for name, entry in sorted(truth.items()):
        page = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield name, entry.get("url"), page, entry["articleBody"]


def load_readability(corpus):
    """The same of the pages that readability is tested with."""
    for page in sorted((corpus / "readability").glob("*/source.html")):
        text = Text()
        text.feed((page.parent / "expected.html").read_text())
        text.close()
        yield page.parent.name, None, page.read_bytes(), "".join(text.parts)


def extract(inspect, url, page):
    command = [inspect, "extract"] + (["--url", url] if url else []) + ["-"]
    result = subprocess.run(command, input=page, stdout=subprocess.PIPE, check=True)
    return json.loads(result.stdout)


def shingles(text):
    tokens = re.findall(r"\w+", text or "", re.UNICODE)
    n_shingles = max(1, len(tokens) - SHINGLE + 1)
    return collections.Counter(tuple(tokens[i:i + SHINGLE]) for i in range(n_shingles if tokens else 0))


def compare(truth, found):
    """True positives, false positives and false negatives, as shares of their sum."""
    truth, found = shingles(truth), shingles(found)
    n_true = sum((truth & found).values())
    n_extra = sum(found.values()) - n_true
    n_missed = sum(truth.values()) - n_true
    total = (n_true + n_extra + n_missed) or 1
    return n_true / total, n_extra / total, n_missed / total


def score(rows):
    """Precision and recall, each averaged over the pages, and their F1."""
    precision = sum(true / ((true + extra) or 1) for true, extra, _ in rows) / len(rows)
    recall = sum(true / ((true + missed) or 1) for true, _, missed in rows) / len(rows)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def run(inspect, pages):
    """What was scored and found, by name of the page."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda page: extract(inspect, page[1], page[2]), pages))
    found = {page[0]: result for page, result in zip(pages, results)}
    return {name: compare(truth, found[name]["text"]) for name, _, _, truth in pages}, found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inspect", nargs="?", default="gazette-inspect")
    parser.add_argument("--corpus", type=pathlib.Path, default=find_corpus())
    parser.add_argument("--half", type=int, choices=(1, 2), help="only every second page")
    parser.add_argument("--worst", type=int, default=10, help="how many of the worst pages to name")
    parser.add_argument("--readability", action="store_true", help="the pages of readability instead")
    parser.add_argument("--save", type=pathlib.Path, help="write what was found there, as JSON")
    parser.add_argument("--floor", type=float, default=0, help="fail below this F1")
    options = parser.parse_args()

    if not options.corpus.is_dir():
        print(f"there is no corpus at {options.corpus}", file=sys.stderr)
        return 77

    pages = list((load_readability if options.readability else load_benchmark)(options.corpus))
    if options.half:
        pages = pages[options.half - 1::2]
    rows, found = run(options.inspect, pages)
    if options.save:
        options.save.write_text(json.dumps(found))

    precision, recall, f1 = score(list(rows.values()))
    print(f"{len(rows)} pages: precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")
    for name, (true, extra, missed) in sorted(rows.items(), key=lambda row: row[1][0])[:options.worst]:
        print(f"  {true:.3f}  {extra:.3f} too much, {missed:.3f} missed  {name}")

    return 0 if f1 >= options.floor else 1


if __name__ == "__main__":
    sys.exit(main())
