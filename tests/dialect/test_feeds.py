#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_feeds.py INSPECT – reads every feed of the corpus, and compares with what
Python's feedparser finds in it.

The feeds are not part of the project: where there is no corpus the test is
skipped. A difference is right when tests/bench/feeds-differences.json says why;
see tests/bench/feeds.py for what is compared.
"""

import pathlib
import sys

SKIPPED = 77

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "bench"))
try:
    import feeds  # noqa: E402
except ImportError:
    print("no python3-feedparser here: skipped")
    sys.exit(SKIPPED)


def main(inspect):
    corpus = feeds.extraction.find_corpus()
    if not (corpus / "rss-atom").is_dir():
        print(f"skipped: there are no feeds in {corpus}")
        return SKIPPED

    reasons = feeds.read_reasons()
    differences, n_articles = feeds.read_all(inspect, corpus)
    problems = [f"{name}: {difference}, and nothing says why" for name, difference in differences.items()
                if difference is not None and name not in reasons]
    problems += [f"{name}: is no difference any more, but a reason is given" for name in reasons
                 if differences.get(name) is None]
    for problem in problems:
        print(problem)

    n_right = sum((difference is None) == (name not in reasons) for name, difference in differences.items())
    print(f"{n_right} of {len(differences)} feeds, {n_articles} articles; "
          f"{len(reasons)} of the feeds differ for a reason that is given")
    return 1 if problems or not differences else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
