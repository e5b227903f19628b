#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_expected.py INSPECT --all | DIALECT… – reads every recorded answer of the
corpus and compares with what people find in it, see expected/README.md.

With names of dialects, only the answers in these dialects, and those that hold
no articles. What is not as expected is printed, a line each.
"""

import sys

from expected_judge import SKIPPED, Judge, find_corpus


def is_chosen(payload, dialects):
    if "--all" in dialects or payload.get("refused"):
        return True
    own = payload["dialect"] if isinstance(payload["dialect"], list) else [payload["dialect"]]
    return own[0] in dialects


def main(inspect, *dialects):
    corpus = find_corpus()
    if corpus is None:
        print("no corpus here: skipped")
        return SKIPPED

    judge = Judge(inspect, corpus)
    strangers = judge.list_strangers()
    for name in strangers:
        print(f"{name}: only in one of corpus and expected")

    payloads = right_payloads = articles = right_articles = 0
    for name in judge.names:
        if not is_chosen(judge.payloads[name], dialects) or name in strangers:
            continue
        verdict = judge.judge(name)
        for line in verdict.misses:
            print(f"{name}: {line}")
        payloads += 1
        right_payloads += not verdict.misses
        articles += len(verdict.fields)
        right_articles += sum(all(fields.values()) for fields in verdict.fields)

    print(f"{right_payloads} of {payloads} payloads, {right_articles} of {articles} articles")
    return 0 if payloads > 0 and right_payloads == payloads and not strangers else 1


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
