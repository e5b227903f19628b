#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_schema.py INSPECT – checks every dialect file, and every example of one in
docs/dialects.md, against data/dialects.schema.json.

Files with one mistake each are refused by the schema, and by the program too:
the two say the same.
"""

import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("no python3-jsonschema here: skipped")
    sys.exit(77)

TOP = pathlib.Path(__file__).resolve().parents[2]

GOOD = {
    "id": "mine",
    "name": "Mine",
    "articles": ["$.items"],
    "article": {"title": [{"path": "$.title"}]},
}

# What is set where, beside what is good.
MISTAKES = [
    (["id"], "Not Small"),
    (["name"], ""),
    (["articles"], "$.items"),
    (["articles"], ["items"]),
    (["artikles"], []),
    (["article", "titel"], []),
    (["article", "title"], [{}]),
    (["article", "title"], [{"path": "$.title", "template": "{$.title}"}]),
    (["article", "title"], [{"path": "$.title", "as": "date"}]),
    (["article", "title"], [{"template": "{$.title"}]),
    (["article", "title"], [{"template": "{1}"}]),
    (["article", "title"], [{"template": "{$.title}", "largest": "$.width"}]),
    (["article", "title"], [{"path": "$.title", "then": {"as": "text"}}]),
    (["article", "title"], [{"path": "$.title", "cut": "x"}]),
    (["article", "title"], [{"path": "$.title", "unless": "x"}]),
    (["article", "title"], [{"path": "$.title", "all": True}]),
    (["article", "attachments"], {}),
    (["recognise"], [[]]),
    (["skip"], [[{"path": "$.a", "is": "array"}]]),
    (["error"], {"recognise": [], "message": []}),
    (["error"], {"recognise": [[{"path": "$.a"}]]}),
    (["related"], {"users": {}}),
    (["request"], {"parameters": {"n": 5}}),
    (["request"], {"headers": {"Accept": ""}}),
    (["request"], {"search": {}}),
    (["request"], {"key": {"hint": "Ask."}}),
    (["request"], {"key": {"parameter": "key"}}),
    (["request"], {"key": {"parameter": "key", "header": "X-Key", "hint": "Ask."}}),
    (["next"], [{}]),
    (["next"], [{"path": "$.a", "link": "next"}]),
    (["next"], [{"last": "$.id"}]),
    (["next"], [{"count": "pages"}]),
    (["next"], [{"count": "days", "parameter": "page"}]),
    (["next"], [{"count": "pages", "parameter": "page", "first": -1}]),
    (["discover"], [{}]),
    (["discover"], [{"link": "x", "path": "$.a"}]),
    (["discover"], [{"generator": "x"}]),
    (["discover"], [{"guess": "/a", "link": "x"}]),
    (["discover"], [{"address": "a//b", "url": "/c"}]),
]


def read_examples():
    page = (TOP / "docs" / "dialects.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE):
        example = json.loads(block)
        if isinstance(example, dict) and "articles" in example and "article" in example:
            yield example


def make(where, value):
    dialect = copy.deepcopy(GOOD)
    place = dialect
    for key in where[:-1]:
        place = place[key]
    place[where[-1]] = value
    return dialect


def is_taken(inspect, dialect):
    """Whether the program reads with it."""
    with tempfile.TemporaryDirectory() as folder:
        own = pathlib.Path(folder) / "gazette" / "dialects"
        own.mkdir(parents=True)
        (own / "mine.json").write_text(json.dumps(dialect), encoding="utf-8")
        answer = pathlib.Path(folder) / "answer.json"
        answer.write_text('{"items": [{"title": "A"}]}', encoding="utf-8")
        done = subprocess.run(
            [inspect, "articles", "--dialect", "mine", str(answer)],
            env={**os.environ, "XDG_DATA_HOME": folder}, capture_output=True, check=False)
        return done.returncode == 0


def main(inspect):
    schema = json.loads((TOP / "data" / "dialects.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    checker = validator(schema)

    files = sorted((TOP / "data" / "dialects").glob("*.json"))
    examples = list(read_examples())
    failed = False
    for name, dialect in ([(file.name, json.loads(file.read_text(encoding="utf-8"))) for file in files]
                          + [(f"example {number}", example) for number, example in enumerate(examples)]):
        for error in checker.iter_errors(dialect):
            print(f"{name}: {error.json_path}: {error.message}")
            failed = True

    if not checker.is_valid(GOOD) or not is_taken(inspect, GOOD):
        print("what is good is refused")
        failed = True
    for where, value in MISTAKES:
        dialect = make(where, value)
        for who, takes in ("the schema", checker.is_valid(dialect)), ("the program", is_taken(inspect, dialect)):
            if takes:
                print(f"{who} takes {json.dumps({'.'.join(where): value})}")
                failed = True

    print(f"{len(files)} files, {len(examples)} examples, {len(MISTAKES)} mistakes")
    return 1 if failed or not files or not examples else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
