#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_judge.py INSPECT [PAGE…] – compares documents with what html5lib sees.

For each article of the corpus, the text of what `INSPECT document` prints is the
text that is seen in the tree of html5lib, white space folded, and there are as many
headings, links, items of lists, cells of tables, pictures and blocks of code. Where
one is right to differ, exceptions.toml says by what, and why. PAGE names the only
articles to look at.
"""

import difflib
import json
import os
import pathlib
import subprocess
import sys
import tomllib

import judge

HERE = pathlib.Path(__file__).resolve().parent
CORPUS = pathlib.Path(os.environ.get("GAZETTE_CORPUS", HERE.parents[2] / "shared" / "corpus")) / "readability"
URL = "https://example.org/a/b"
SKIPPED = 77
CONTEXT = 3


def inspect(program, path):
    """The text and the counts of the document."""
    done = subprocess.run([program, "document", "--url", URL, path], capture_output=True, check=True)
    blocks = json.loads(done.stdout)
    kinds = [block["kind"] for block in blocks]
    linked = [part for block in blocks for part in [block, *block.get("runs", [])] if "link" in part]
    counts = {
        "headings": kinds.count("heading"),
        "links": len({part["link"] for part in linked}),
        "items": sum(block.get("items", 0) for block in blocks),
        "cells": sum(len(block.get("cells", [])) for block in blocks),
        "pictures": kinds.count("picture"),
        "code": kinds.count("preformatted"),
    }
    return judge.fold("\n".join(block.get("text", "") for block in blocks)), counts


def differences(seen, shown):
    """In words, where two texts are not the same."""
    a, b = seen.split(), shown.split()
    for kind, i, j, k, l in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "seen “{}”, shown “{}”".format(" ".join(a[max(0, i - CONTEXT):j + CONTEXT]),
                                                 " ".join(b[max(0, k - CONTEXT):l + CONTEXT]))


def compare(program, path, exception):
    page = judge.Page(path.read_text(encoding="utf-8", errors="replace"), URL, exception.get("permalinks", True))
    text, counts = inspect(program, path)
    page.counts.update(exception.get("counts", {}))
    for what, n in page.counts.items():
        if n != counts[what]:
            yield f"{n} {what} seen, {counts[what]} shown"
    if text != page.text:
        yield from differences(page.text, text)


def main(program, *pages):
    if not CORPUS.is_dir():
        print("there is no corpus here")
        return SKIPPED

    exceptions = tomllib.loads((HERE / "exceptions.toml").read_text(encoding="utf-8"))
    paths = sorted(path for path in CORPUS.glob("*/expected.html") if not pages or path.parent.name in pages)
    n_good = 0
    for path in paths:
        found = list(compare(program, path, exceptions.get(path.parent.name, {})))
        n_good += not found
        for line in found:
            print(f"{path.parent.name}: {line}")

    print(f"{n_good} of {len(paths)} articles are as html5lib sees them, {len(exceptions)} of them but for what is listed")
    return 0 if n_good == len(paths) > 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
