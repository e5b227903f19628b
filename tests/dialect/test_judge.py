#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_judge.py INSPECT – whether the judge of the recorded answers sees what is wrong."""

import json
import pathlib
import sys
import tempfile
import unittest

import expected_judge
import expected_text as text

INSPECT = sys.argv[1]
URL = "https://harbour.example/feed.json"
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour",
    "items": [
        {
            "id": "1",
            "url": "/tides.html",
            "title": "High &amp; low  tide",
            "date_published": "2024-05-04T10:30:00.250+02:00",
            "content_html": "<p>The water <em>comes</em>,\n<script>x()</script>and goes \u2026</p>",
            "image": "/i/tide.png",
        },
        {"id": "2", "url": "/wind.html", "title": "Wind", "summary": "It blows from the west, as it did all week. " * 4},
    ],
}
ARTICLES = [
    {
        "title": text.describe_title("High & low tide"),
        "url": "https://harbour.example/tides.html",
        "date": "2024-05-04T08:30:00Z",
        "content": text.describe_content("The water comes, and goes"),
        "image": "https://harbour.example/i/tide.png",
    },
    {
        "title": text.describe_title("Wind"),
        "url": "HTTPS://harbour.example/wind.html",
        "date": None,
        "content": None,
        "summary": text.describe_summary(FEED["items"][1]["summary"]),
        "image": None,
    },
]


class JudgeTest(unittest.TestCase):
    def judge(self, payload, answer=None):
        """The misses of one answer."""
        with tempfile.TemporaryDirectory() as folder:
            corpus, expected = pathlib.Path(folder, "corpus"), pathlib.Path(folder, "expected")
            for place, content in ((corpus, answer or FEED), (expected, payload)):
                (place / "api").mkdir(parents=True)
                (place / "api" / "a.json").write_text(json.dumps(content), encoding="utf-8")
            return expected_judge.Judge(INSPECT, corpus, expected).judge("api/a.json").misses

    def articles(self, number=0, **changes):
        """What is expected, but for some fields of one article."""
        articles = [dict(article) for article in ARTICLES]
        articles[number] |= changes
        return {"url": URL, "dialect": "jsonfeed", "articles": articles}

    def assert_missed(self, payload, word, answer=None):
        misses = self.judge(payload, answer)
        self.assertEqual(len(misses), 1, misses)
        self.assertIn(word, misses[0])

    def test_all_is_right(self):
        self.assertEqual(self.judge(self.articles()), [])

    def test_a_wrong_field_is_seen(self):
        other = text.describe_title("Another")
        for number, field, value in (
            (0, "title", other),
            (0, "title", None),
            (0, "url", "https://harbour.example/tides"),
            (0, "date", "2024-05-04T08:30:01Z"),
            (0, "date", None),
            (0, "image", None),
            (1, "image", "https://harbour.example/i/tide.png"),
            (0, "content", text.describe_content("The water comes, and goes away")),
            (0, "content", None),
            (1, "content", text.describe_content("Wind")),
            (1, "summary", text.describe_summary("It blows from the east, as it did all week. " * 4)),
        ):
            with self.subTest(number=number, field=field, value=value):
                word = "text" if field in ("content", "summary") else field
                self.assert_missed(self.articles(number, **{field: value}), f"article {number}: {word} is")

    def test_any_value_of_a_list_is_right(self):
        self.assertEqual(self.judge(self.articles(image=[None, ARTICLES[0]["image"]])), [])
        self.assertEqual(self.judge(self.articles(content=[None, ARTICLES[0]["content"]])), [])
        self.assertEqual(self.judge(self.articles(1, image=["https://harbour.example/w.png", None])), [])

    def test_a_lesser_value_does_not_do_for_a_dialect(self):
        self.assert_missed(self.articles(image=None, also={"image": [ARTICLES[0]["image"]]}), "image")

    def test_the_dialect_is_looked_at(self):
        self.assertEqual(self.judge(self.articles() | {"dialect": [None, "jsonfeed"]}), [])
        self.assert_missed(self.articles() | {"dialect": "wordpress"}, "dialect is jsonfeed")
        self.assert_missed(self.articles() | {"dialect": None}, "dialect is jsonfeed")

    def test_articles_are_counted(self):
        payload = self.articles()
        self.assert_missed(payload | {"articles": ARTICLES[:1]}, "2 articles, not 1")
        self.assertEqual(self.judge(payload | {"articles": ARTICLES[:1], "or": ARTICLES}), [])

    def test_refusals(self):
        nothing = {"error": "key missing"}
        self.assertEqual(self.judge({"url": URL, "refused": True}, nothing), [])
        self.assertEqual(self.judge(self.articles() | {"either": True}, nothing), [])
        self.assertEqual(self.judge(self.articles() | {"either": True}), [])
        self.assert_missed({"url": URL, "refused": True}, "not refused")
        self.assert_missed(self.articles(), "refused: gazette-inspect: ", nothing)

    def test_inference_is_judged_by_what_is_in_the_answer(self):
        body = "<p>" + "Long " * 40 + "</p>"
        article = ARTICLES[0] | {
            "url": "https://harbour.example/made-up",
            "built": ["url"],
            "date": None,
            "content": text.describe_content(body),
            "image": "https://harbour.example/i/large.png",
            "also": {"image": ["https://harbour.example/i/small.png"]},
        }
        printed = {
            "title": "High & low tide",
            "url": None,
            "published": "2024-05-04T08:30:00Z",
            "html": body + "<p>one caption</p>",
            "summary": "",
            "image": "https://harbour.example/i/small.png",
        }
        verdict = expected_judge.Verdict()
        expected_judge.compare(verdict, [article], [printed], True)
        self.assertEqual(verdict.misses, [])
        self.assertEqual(verdict.fields, [{"title": True, "text": True, "image": True}])

        verdict = expected_judge.Verdict()
        expected_judge.compare(verdict, [article], [printed | {"html": "<p>Else</p>", "image": None}], True)
        self.assertEqual(verdict.fields, [{"title": True, "text": False, "image": False}])

    def test_texts_do_not_depend_on_how_they_are_written(self):
        written = "<p>One &amp; <b>t</b>wo<br>three&#8230;</p><style>p { }</style>"
        self.assertEqual(text.describe_content(written), text.describe_content("One&amp;two three [+12 chars]"))
        self.assertIsNone(text.describe_content("<p> </p>"))
        self.assertEqual(text.tidy_url("HTTP://Ab.example"), text.tidy_url("http://ab.example/"))
        self.assertEqual(text.tidy_url("http://ab.example/\u00e9 x"), text.tidy_url("http://ab.example/%c3%a9%20x"))
        self.assertEqual(text.tidy_url("http://ab.example/?a-b%2f"), text.tidy_url("http://ab.example/?a%2Db%2F"))
        self.assertNotEqual(text.tidy_url("http://ab.example/x"), text.tidy_url("http://ab.example/X"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:], verbosity=2)
