# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs gazette-inspect over the recorded answers of a corpus and compares with
what tests/dialect/expected says is in them; see the README.md there."""

import json
import os
import pathlib
import subprocess

import expected_text as text

EXPECTED = pathlib.Path(__file__).parent / "expected"
FIELDS = ("title", "url", "date", "text", "image")
SKIPPED = 77


def find_corpus():
    """The folder with the recorded answers, %None when there is none here."""
    beside = EXPECTED.parents[2] / ".." / "shared" / "corpus"
    folder = pathlib.Path(os.environ.get("GAZETTE_CORPUS") or beside) / "dialects"
    return folder.resolve() if folder.is_dir() else None


class Verdict:
    """What became of one answer: the misses, each a line, and which fields of
    which articles are right."""

    def __init__(self):
        self.misses = []
        self.refused = False
        # As many articles as expected were read.
        self.complete = False
        # For each article that was expected, the fields that count: right or not.
        self.fields = []

    def miss(self, line):
        self.misses.append(line)


def _values(article, field, lenient):
    """All that is right for a field, the best first."""
    value = article.get(field)
    values = list(value) if isinstance(value, list) else [value]
    return values + (article.get("also", {}).get(field, []) if lenient else [])


def _is_alike(found, wanted):
    """Whether a text is what was expected but for a few words, such as a caption
    or the mark of a list that another form of the same text has not."""
    return (found is not None and wanted is not None and found["starts"] == wanted["starts"] and
            abs(found["length"] - wanted["length"]) <= wanted["length"] // 10)


def _is_summary(found, wanted):
    """Whether a text is the beginning of the one expected, or all of it."""
    return found is not None and found["sha256"] == wanted["sha256"]


def _is_text_right(article, printed, lenient):
    content = text.describe_content(printed["html"])
    wanted = _values(article, "content", lenient)
    if content is not None and (content in wanted or (lenient and any(_is_alike(content, w) for w in wanted))):
        return True
    if None not in wanted:
        return False
    if "summary" not in article:
        return content is None
    # Who has only a summary may show it as the article, too.
    of_html = text.describe_summary(text.squeeze_html(printed["html"] or ""))
    return ((of_html is None or _is_summary(of_html, article["summary"])) and
            _is_summary(text.describe_summary(printed["summary"]), article["summary"]))


def _is_right(article, field, printed, lenient):
    if field == "text":
        return _is_text_right(article, printed, lenient)
    wanted = _values(article, field, lenient)
    if field == "title":
        return text.describe_title(printed["title"]) in wanted
    if field == "date":
        return text.tidy_date(printed["published"]) in wanted
    return text.tidy_url(printed[field]) in [text.tidy_url(url) for url in wanted]


def _is_wanted(article, field, lenient):
    """Whether the answer has the field; a lenient judge counts nothing else."""
    if not lenient:
        return True
    if field in article.get("built", []):
        return False
    if field == "text":
        return "summary" in article or None not in _values(article, "content", False)
    return None not in _values(article, field, False)


def _show(printed, field):
    """What the program made of a field, short."""
    name = {"date": "published", "text": "html"}.get(field, field)
    value = printed[name]
    if field == "text":
        return f"{text.describe_content(value)}, summary {text.describe_summary(printed['summary'])}"
    return repr(value if value is None else value[:100])


def _show_wanted(article, field):
    if field == "text":
        return f"{article.get('content')}, summary {article.get('summary')}"
    return str(article.get(field))[:200]


def compare(verdict, articles, printed, lenient):
    """Compares article by article, in the order of the answer."""
    for number, article in enumerate(articles):
        fields = {field: number < len(printed) and _is_right(article, field, printed[number], lenient)
                  for field in FIELDS if _is_wanted(article, field, lenient)}
        verdict.fields.append(fields)
        for field, right in fields.items():
            if not right and number < len(printed):
                verdict.miss(f"article {number}: {field} is {_show(printed[number], field)}, "
                             f"not {_show_wanted(article, field)}")


class Judge:
    """Looks at answers as the built-in dialects read them, or, when @infer, as they are read
    without: then a lesser value of a field does, and a field that is not in the answer is not looked at."""

    def __init__(self, inspect, corpus, expected=EXPECTED, infer=False):
        self.inspect = inspect
        self.corpus = corpus
        self.infer = infer
        self.names = sorted(str(path.relative_to(expected)) for path in expected.glob("*/*.json"))
        self.payloads = {name: json.loads((expected / name).read_text(encoding="utf-8")) for name in self.names}

    def list_strangers(self):
        """The recorded answers of which no file says anything, and the files without one."""
        recorded = {str(path.relative_to(self.corpus)) for path in self.corpus.glob("*/*.json")
                    if not path.name.endswith(".headers.json")}
        return sorted(recorded.symmetric_difference(self.names))

    def run(self, command, name):
        words = [self.inspect, command] + (["--infer"] if self.infer else [])
        words += ["--url", self.payloads[name]["url"], str(self.corpus / name)]
        # Dialects of the person who runs this have no say.
        environment = os.environ | {"XDG_DATA_HOME": str(EXPECTED / "nowhere")}
        return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, check=False)

    def judge(self, name):
        payload = self.payloads[name]
        verdict = Verdict()
        done = self.run("articles", name)
        message = done.stderr.decode("utf-8", "replace").strip()

        if done.returncode == 1:
            verdict.refused = True
            if done.stdout or not message.startswith("gazette-inspect: "):
                verdict.miss(f"refused without a word: {message}")
            elif not payload.get("refused") and not payload.get("either"):
                verdict.miss(f"refused: {message.splitlines()[0][:120]}")
                compare(verdict, payload["articles"], [], self.infer)
            return verdict
        if done.returncode != 0:
            verdict.miss(f"ended with {done.returncode}: {message[-300:]}")
            compare(verdict, payload.get("articles", []), [], self.infer)
            return verdict

        printed = json.loads(done.stdout)
        if payload.get("refused"):
            verdict.miss(f"not refused: {len(printed)} articles, the first {_show(printed[0], 'title') if printed else ''}")
            return verdict
        self._judge_articles(verdict, payload, printed)
        if not self.infer:
            self._judge_dialect(verdict, payload, name)
        return verdict

    def _judge_articles(self, verdict, payload, printed):
        """Compares with that one of the lists allowed that has the number of articles."""
        lists = [payload["articles"]] + ([payload["or"]] if "or" in payload else [])
        fitting = [articles for articles in lists if len(articles) == len(printed)]
        verdict.complete = bool(fitting)
        if not fitting:
            verdict.miss(f"{len(printed)} articles, not {len(lists[0])}")
        compare(verdict, fitting[0] if fitting else lists[0], printed, self.infer)

    def _judge_dialect(self, verdict, payload, name):
        allowed = payload["dialect"] if isinstance(payload["dialect"], list) else [payload["dialect"]]
        done = self.run("dialect", name)
        printed = json.loads(done.stdout) if done.returncode == 0 else {"dialect": "none at all"}
        # What was inferred is in none of the dialects.
        dialect = None if "confidence" in printed else printed["dialect"]
        if dialect not in allowed:
            verdict.miss(f"dialect is {dialect}, not {payload['dialect']}")
