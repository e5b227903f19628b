#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""page.py BUILD [--runs N]

Measures how long articles take until they are painted, how long they hold up
the window, also while one scrolls, and what they cost in memory. See README.md.
Run it with ../with-display.
"""

import argparse
import json
import os
import pathlib
import statistics
import struct
import subprocess
import sys
import tempfile
import zlib

import watching

TOP = pathlib.Path(__file__).resolve().parents[2]
CORPUS = pathlib.Path(os.environ.get("GAZETTE_CORPUS", TOP.parent / "shared/corpus"))
N_WORDS = 20_000
N_PICTURES = 200
# What fills some four hundred pages of paper.
N_BOOK_WORDS = 160_000
# Pages as there are many, in place of recorded ones.
N_MADE = 15
# What bench-page prints of an article, and which of it is what.
N_FIGURES = 8
BUSY, DRAWING, MEMORY, SCROLLING = 1, 2, 4, 6
WORDS = ("the harbour woke before town did and with it gulls ropes smell of coffee nobody on quay looked up when "
         "first ferry came in they had seen it all their lives what was new this morning stood second deck wrapped").split()


def make_picture(seed, width=1200, height=800):
    """A PNG that differs from the others: a photograph's size, a gradient's weight."""
    lines = b"".join(
        b"\0" + bytes((x * 7 + y * (seed + 1) + seed * 31 + channel * 85) >> 3 & 255
                      for x in range(64) for channel in range(3)) * (width // 64) + b"\0\0\0" * (width % 64)
        for y in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(lines, 1)) + chunk(b"IEND", b""))


def make_long_read(base=None, n_words=N_WORDS, n_blocks=N_PICTURES):
    """An article of so many words, in blocks with a picture each if there is a server of them."""
    blocks = []
    per_block = n_words // n_blocks
    for number in range(n_blocks):
        words = [WORDS[(number * 37 + i * i) % len(WORDS)] for i in range(per_block)]
        words[per_block // 2] = f'<a href="https://example.org/{number}">{words[per_block // 2]}</a>'
        words[per_block // 3] = f"<em>{words[per_block // 3]}</em>"
        if number % 10 == 0:
            blocks.append(f"<h2>Chapter {number // 10 + 1}</h2>")
        blocks.append(f"<p>{' '.join(words)}.</p>")
        if base:
            blocks.append(f'<figure><img src="{base}/{number}.png" width="1200" height="800" alt="Picture {number}">'
                          f"<figcaption>Picture {number} of the harbour.</figcaption></figure>")
    return "".join(blocks)


def write_pictures(folder):
    for number in range(N_PICTURES):
        (folder / f"{number}.png").write_bytes(make_picture(number))


def make_long_item(base, **sizes):
    return {"title": "The harbour", "url": "https://example.org/", "content_html": make_long_read(base, **sizes),
            "date_published": "2026-01-01T00:00:00Z"}


def make_page(base, number):
    """A page of a few hundred to a few thousand words, with what else there is on pages."""
    parts = []
    for block in range(4 + number * 2):
        text = make_long_read(base if block % 6 == 1 else None, 80 + 37 * block % 60, 1)
        parts.append(text.replace("<h2>Chapter 1</h2>", f"<h2>Part {block}</h2>" if block % 4 == 3 else ""))
        words = [WORDS[(number + block + i) % len(WORDS)] for i in range(12)]
        if block % 5 == 2:
            parts.append("<ul>" + "".join(f"<li>{' '.join(words[i:])}</li>" for i in range(4)) + "</ul>")
        if block % 8 == 3:
            parts.append(f"<blockquote><p><strong>{' '.join(words)}</strong></p></blockquote>")
        if (number + block) % 9 == 4:
            cells = "".join("<tr>" + "".join(f"<td>{word}</td>" for word in words[i:i + 4]) + "</tr>" for i in range(6))
            code = "\n".join(words)
            parts.append(f"<table>{cells}</table><pre><code>{code}</code></pre>")
    return "".join(parts)


def make_items(base):
    return [{"title": f"The harbour, part {number}", "url": f"https://example.org/{number}",
             "content_html": make_page(base, number), "date_published": "2026-01-01T00:00:00Z"} for number in range(N_MADE)]


def recorded_items():
    items = []
    for folder in sorted((CORPUS / "readability").glob("*/")):
        page = folder / "expected.html"
        if page.exists():
            metadata = json.loads((folder / "expected-metadata.json").read_text())
            items.append({"title": metadata.get("title") or folder.name, "url": f"https://example.org/{folder.name}",
                          "content_html": page.read_text(), "date_published": "2026-01-01T00:00:00Z"})
    return items


def measure(build, folder, items):
    path = pathlib.Path(folder) / "articles.json"
    path.write_text(json.dumps({"title": "Articles", "items": items}))
    output = subprocess.run([build / "tests/bench/bench-page", path], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [[float(word) for word in line.split("\t")[:N_FIGURES]] + [line.split("\t")[N_FIGURES]]
            for line in output.splitlines()]


def print_table(rows):
    print("| article | painted after ms | main loop busy ms | drawing ms | longest turn ms "
          "| longest turn while scrolling ms | with drawing ms | longest turn while printing ms | MB |\n"
          "| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, (painted, busy, drawing, longest, memory, scrolling, whole, printing) in rows:
        memory = f"{memory:.1f}" if memory is not None else ""
        print(f"| {name} | {painted:.1f} | {busy:.1f} | {drawing:.1f} | {longest:.1f} | {scrolling:.1f} | {whole:.1f} "
              f"| {printing:.1f} | {memory} |")


def medians(runs):
    """Of several runs of the same articles, the middle of each figure."""
    return [[statistics.median(run[i][j] for run in runs) for j in range(N_FIGURES)] + [runs[0][i][N_FIGURES]]
            for i in range(len(runs[0]))]


def measure_often(build, folder, items, n_runs):
    return medians([measure(build, folder, items) for _ in range(n_runs)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    build = args.build.resolve()
    rows = []

    with tempfile.TemporaryDirectory(prefix="gazette-bench-") as folder:
        pictures = pathlib.Path(folder) / "pictures"
        pictures.mkdir()
        write_pictures(pictures)
        with watching.serve(build, pictures) as base:
            items, kind = recorded_items(), "recorded"
            if not items:
                print(f"No recorded pages in {CORPUS}", file=sys.stderr)
                items, kind = make_items(base), "made-up"
            results = measure_often(build, folder, items, args.runs)
            by_busy = sorted(results, key=lambda result: result[1])
            middle = by_busy[len(by_busy) // 2]
            alone = [measure(build, folder, [item for item in items if item["title"] == middle[N_FIGURES]][:1])[0]
                     for _ in range(args.runs)]
            rows.append((f"the median of {len(items)} {kind} pages",
                         [statistics.median(row[j] for row in (alone if j == MEMORY else results))
                          for j in range(N_FIGURES)]))
            for result in by_busy[-3:]:
                rows.append((f"among the slowest: {result[N_FIGURES]}",
                             result[:MEMORY] + [None] + result[MEMORY + 1:N_FIGURES]))

            result = measure_often(build, folder, [make_long_item(base)], args.runs)[0]
            rows.append((f"{N_WORDS:,} words with {N_PICTURES} pictures", result[:N_FIGURES]))
            book = make_long_item(None, n_words=N_BOOK_WORDS, n_blocks=800)
            result = measure_often(build, folder, [book], args.runs)[0]
            rows.append((f"{N_BOOK_WORDS:,} words", result[:N_FIGURES]))

    print(f"Articles, medians of {args.runs}:\n")
    print_table(rows)


if __name__ == "__main__":
    main()
