#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums up what tests said, as "N passed, N failed, N skipped".

Each argument is a test log of Meson (.json) or plain TAP (.tap). A program that
speaks TAP counts by its cases, any other as one test. What failed is told again
just before, since a log is often read, or kept, from its end only. The exit
status is 1 when a test failed or none passed.
"""

import json
import os
import re
import sys

CASE = re.compile(r"^\s*(not )?ok\b(?:[^#]|\\#)*(#\s*skip)?", re.IGNORECASE)
# Before and after the line of a failure.
LINES_TOLD = 20


def count_tap(text):
    """Returns how many cases passed, failed and were skipped."""
    passed = failed = skipped = 0
    for line in text.splitlines():
        case = CASE.match(line)
        if case is None:
            continue
        if case.group(1):
            failed += 1
        elif case.group(2):
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def count_program(entry):
    """Counts one program of a Meson log."""
    passed, failed, skipped = count_tap(entry.get("stdout") or "")
    result = entry["result"]
    if result == "SKIP" and passed + failed + skipped == 0:
        skipped = 1
    elif result in ("OK", "EXPECTEDFAIL") and passed + failed + skipped == 0:
        passed = 1
    elif result not in ("OK", "EXPECTEDFAIL", "SKIP") and failed == 0:
        # It ended badly outside of a case: a crash, a leak, out of time.
        failed = 1
    return passed, failed, skipped


def tell(name, said, complained=""):
    """Writes what bears on a failure of what a test wrote to its two outputs."""
    lines = said.splitlines()
    first = next((i for i, line in enumerate(lines) if line.lstrip().startswith("not ok")), len(lines))
    print(f"failed: {name}")
    for line in lines[max(0, first - LINES_TOLD) : first + LINES_TOLD] + complained.splitlines()[-LINES_TOLD:]:
        print(f"  {line}")


def count_file(path):
    origin = os.path.basename(path)
    counts = []
    with open(path, encoding="utf-8") as file:
        if path.endswith(".json"):
            for entry in (json.loads(line) for line in file if line.strip()):
                counts.append(count_program(entry))
                if counts[-1][1]:
                    name = f"{entry['name']}, {entry['result']} ({origin})"
                    tell(name, entry.get("stdout") or "", entry.get("stderr") or "")
        else:
            text = file.read()
            counts.append(count_tap(text))
            if counts[-1][1]:
                tell(origin, text)
    return [sum(column) for column in zip(*counts)] or [0, 0, 0]


def main():
    counts = [count_file(path) for path in sys.argv[1:]]
    passed, failed, skipped = (sum(column) for column in zip(*counts))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
