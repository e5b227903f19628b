#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to read a large answer.

    ./dev exec python3 tests/bench/parse.py _build

Makes a JSON Feed and an RSS feed of 30 MB and reads each a few times with Gazette,
from bytes to articles, in turns with json-glib, which only loads the JSON into its
tree. Prints the best times of each, and the most memory that a process ever had.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
from xml.sax.saxutils import escape

SENTENCE = "The harbour was quiet when the first ferry came in, and nobody had expected “snow” before November. "


def make_articles(megabytes):
    """Articles of 2 to 20 kB of HTML, until there is enough of them."""
    articles = []
    size = 0
    while size < megabytes * 1000 * 1000:
        number = len(articles)
        html = "".join(f"<p>{SENTENCE * 3}<em>Part {part} of {number}.</em></p>\n" for part in range(5 + number % 50))
        articles.append((number, html))
        size += len(html.encode()) + 300
    return articles


def make_json(articles):
    items = [{"id": f"{number}", "url": f"https://example.org/{number}", "title": f"Report {number}: what came in",
              "date_published": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}T10:00:00Z",
              "authors": [{"name": "Ada Example"}], "tags": ["harbour", "snow"], "content_html": html}
             for number, html in articles]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Large", "items": items},
                      ensure_ascii=False)


def make_rss(articles):
    items = "".join(f"<item><guid isPermaLink='false'>{number}</guid><link>https://example.org/{number}</link>"
                    f"<title>Report {number}: what came in</title><pubDate>Thu, 01 Jan 2026 10:00:00 GMT</pubDate>"
                    f"<category>harbour</category><category>snow</category>"
                    f"<description>{escape(html)}</description></item>" for number, html in articles)
    return f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Large</title>{items}</channel></rss>"


def measure(build, reader, path):
    output = subprocess.run([build / "tests/bench/bench-parse", reader, path], check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    seconds, cpu, memory = output.split()
    return float(seconds), float(cpu), int(memory)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--megabytes", type=int, default=30)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        articles = make_articles(args.megabytes)
        files = {"feed.json": make_json(articles), "feed.xml": make_rss(articles)}
        for name, text in files.items():
            pathlib.Path(folder, name).write_text(text)
        what = [("json-glib", "feed.json"), ("gazette", "feed.json"), ("gazette", "feed.xml")]
        runs = {each: [] for each in what}
        for _ in range(args.runs):
            for reader, name in what:
                runs[reader, name].append(measure(args.build, reader, pathlib.Path(folder, name)))

    base = [min(column) for column in zip(*runs["json-glib", "feed.json"])]
    print(f"{len(articles)} articles, best of {args.runs} runs; × json-glib")
    for (reader, name), measured in runs.items():
        size = len(files[name].encode())
        seconds, cpu, _ = [min(column) for column in zip(*measured)]
        memory = max(memory for _, _, memory in measured)
        print(f"{reader:10} {name:10} {size / 1e6:5.1f} MB  {seconds:6.3f} s = {seconds / base[0]:4.2f} ×  "
              f"processor {cpu:6.3f} s = {cpu / base[1]:4.2f} ×  "
              f"memory {memory / 1e6:6.1f} MB = {memory / size:4.2f} × the file")


if __name__ == "__main__":
    main()
