#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_inspect.py INSPECT SERVER – runs gazette-inspect as a person would.

INSPECT is the program, SERVER is tests/server's. What is printed is compared as
JSON, whole; what it is read from is in fixtures/ and comes over loopback too.
"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

FIXTURES = pathlib.Path(__file__).parent / "fixtures"
INSPECT, SERVER = sys.argv[1:3]


def article(**known):
    """An article with the fields that are known; every other one is there too."""
    fields = dict.fromkeys(("id", "url", "title", "published", "modified", "summary", "html", "image", "language"))
    return fields | {"title": "", "summary": "", "authors": [], "tags": [], "attachments": []} | known


def feed(base):
    """The articles of feed.json."""
    return [
        article(
            id="tides",
            url=f"{base}/2024/tides.html",
            title="High & low tide",
            authors=["Ada Berg", "Jo Lund"],
            published="2024-05-04T08:30:00Z",
            modified="2024-05-05T00:00:00Z",
            summary="When the water comes, and when it goes.",
            html="<p>The water <em>comes</em>.</p>",
            image=f"{base}/pictures/tide.png",
            tags=["sea", "weather"],
            attachments=[
                {"url": "https://harbour.example/tide.mp3", "type": "audio/mpeg", "size": 1234},
                {"url": "https://harbour.example/tide.ogg", "type": "audio/ogg", "size": None},
            ],
            language="en",
        ),
        article(id="2", summary="No title, no date.", html="<p>No title, no date.</p>", language="en"),
    ]


POSTS = [
    article(
        id="41",
        url="https://blog.example/hello/",
        title="Hello – again",
        authors=["Mia"],
        published="2023-12-31T23:59:59Z",
        summary="A short word.",
        html="<p>A longer word.</p>",
    )
]

THINGS = [
    article(id="7", url="https://things.example/seven", title="Seven"),
    article(id="3", url="https://things.example/three", title="Three"),
]

PAGE = [
    {"kind": "heading", "level": 1, "text": "Harbour"},
    {
        "kind": "paragraph",
        "text": "Ships come and go.",
        "runs": [
            {"start": 6, "end": 10, "style": ["emphasis"]},
            {"start": 15, "end": 17, "link": 1, "href": "https://harbour.example/x/go.html"},
        ],
    },
    {"kind": "paragraph", "list_depth": 1, "items": 1, "marker": "•", "text": "one"},
    {"kind": "paragraph", "list_depth": 1, "items": 1, "marker": "•", "text": "two"},
    {
        "kind": "picture",
        "text": "At noon",
        "src": "https://harbour.example/ship.png",
        "alt": "A ship",
        "width": 40,
        "height": 30,
    },
]


class InspectTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = pathlib.Path(folder.name)

    def run_inspect(self, *words, status=0, stdin=b"", stdout=subprocess.PIPE):
        """Both outputs of a run that must end with this status."""
        environment = os.environ | {"XDG_DATA_HOME": str(self.data)}
        done = subprocess.run([INSPECT, *map(str, words)], input=stdin, stdout=stdout, stderr=subprocess.PIPE,
                              env=environment, check=False)
        messages = done.stderr.decode()
        self.assertEqual(done.returncode, status, messages)
        return (done.stdout or b"").decode(), messages

    def inspect(self, *words, **how):
        """What a good run prints, which says nothing else."""
        output, messages = self.run_inspect(*words, **how)
        self.assertEqual(messages, "")
        self.assertTrue(output.endswith("\n"))
        return json.loads(output)

    def fail_with(self, status, words, message):
        output, messages = self.run_inspect(*words, status=status)
        self.assertEqual(output, "")
        self.assertIn(message, messages)
        return messages

    @contextlib.contextmanager
    def serve(self, script):
        """The base address of a server that follows the script."""
        file = self.data / "script.json"
        file.write_text(json.dumps(script))
        with subprocess.Popen([SERVER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
            try:
                yield server.stdout.readline().strip()
            finally:
                server.stdin.close()

    def add_own_dialect(self, text=None):
        folder = self.data / "gazette" / "dialects"
        folder.mkdir(parents=True)
        if text is None:
            shutil.copy(FIXTURES / "mine.json", folder)
        else:
            (folder / "broken.json").write_text(text)


class Articles(InspectTest):
    def test_of_a_file_with_its_address(self):
        printed = self.inspect("articles", "--url", "https://harbour.example/feed.json", FIXTURES / "feed.json")
        self.assertEqual(printed, feed("https://harbour.example"))

    def test_of_another_dialect(self):
        self.assertEqual(self.inspect("articles", FIXTURES / "posts.json"), POSTS)
        self.assertEqual(self.inspect("articles", "--dialect", "wordpress", FIXTURES / "posts.json"), POSTS)

    def test_of_standard_input(self):
        text = (FIXTURES / "posts.json").read_bytes()
        self.assertEqual(self.inspect("articles", "-", stdin=text), POSTS)

    def test_of_an_address(self):
        with self.serve({"/news/feed.json": {"body": (FIXTURES / "feed.json").read_text()}}) as base:
            self.assertEqual(self.inspect("articles", base + "/news/feed.json"), feed(base))

    def test_of_an_address_that_redirects(self):
        things = {"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"id": "a", "url": "a.html"}]}
        script = {
            "/old": {"status": 301, "headers": {"Location": "/new/feed.json"}},
            "/new/feed.json": {"json": things},
        }
        with self.serve(script) as base:
            self.assertEqual(self.inspect("articles", base + "/old")[0]["url"], base + "/new/a.html")

    def test_are_asked_for_as_the_dialect_wants(self):
        """The application asks so, too."""
        self.add_own_dialect()
        with self.serve({"/api?count=9": {"body": (FIXTURES / "things.json").read_text()}}) as base:
            printed = self.inspect("articles", "--dialect", "mine", "--url", "https://things.example/", base + "/api")
            self.assertEqual(printed, THINGS)
            self.fail_with(1, ["articles", base + "/api"], "“127.0.0.1”")

    def test_are_none(self):
        empty = {"version": "https://jsonfeed.org/version/1.1", "title": "Nothing yet", "items": []}
        self.assertEqual(self.inspect("articles", "-", stdin=json.dumps(empty).encode()), [])

    def test_of_the_own_dialect_of_a_person(self):
        self.fail_with(1, ["articles", FIXTURES / "things.json"], "neither dates nor texts")
        self.add_own_dialect()
        url = ["--url", "https://things.example/api"]
        self.assertEqual(self.inspect("articles", *url, FIXTURES / "things.json"), THINGS)
        self.assertEqual(self.inspect("articles", *url, "--dialect=mine", FIXTURES / "things.json"), THINGS)

    def test_are_printed_though_an_own_dialect_is_broken(self):
        self.add_own_dialect("{ not a dialect")
        output, messages = self.run_inspect("articles", FIXTURES / "posts.json")
        self.assertEqual(json.loads(output), POSTS)
        self.assertIn("broken.json", messages)

    def test_cannot_be_had(self):
        self.fail_with(1, ["articles", self.data / "missing.json"], "missing.json")
        self.fail_with(1, ["articles", FIXTURES / "page.html"], "gazette-inspect: ")
        self.fail_with(1, ["articles", "--dialect", "nobodys", FIXTURES / "posts.json"], "“nobodys”")
        self.fail_with(1, ["articles", "--dialect", "jsonfeed", FIXTURES / "posts.json"], "gazette-inspect: ")

    def test_cannot_be_had_from_the_network(self):
        script = {"/gone": {"status": 410}, "/broken": {"status": 500}, "/text": {"body": "hello"}}
        with self.serve(script) as base:
            for path in script:
                self.fail_with(1, ["articles", base + path], "gazette-inspect: ")
        self.fail_with(1, ["articles", base + "/gone"], "“127.0.0.1”")

    def test_are_elsewhere(self):
        page = '<link rel="alternate" type="application/feed+json" href="/feed.json">'
        with self.serve({"/": {"headers": {"Content-Type": "text/html"}, "body": page}}) as base:
            self.fail_with(1, ["articles", base + "/"], base + "/feed.json")

    def test_cannot_be_written(self):
        with open("/dev/full", "wb") as full:
            _, messages = self.run_inspect("articles", FIXTURES / "posts.json", status=1, stdout=full)
        self.assertIn("No space left", messages)


class Dialect(InspectTest):
    def test_of_a_file(self):
        printed = self.inspect("dialect", FIXTURES / "posts.json")
        self.assertEqual(list(printed), ["dialect", "mapping"])
        self.assertEqual(printed["dialect"], "wordpress")
        self.assertEqual(printed["mapping"]["article"]["title"], [{"path": "$.title.rendered", "as": "html-text"}])

    def test_of_an_address(self):
        with self.serve({"/feed.json": {"body": (FIXTURES / "feed.json").read_text()}}) as base:
            self.assertEqual(self.inspect("dialect", base + "/feed.json")["dialect"], "jsonfeed")

    def test_is_the_own_one_of_a_person(self):
        self.add_own_dialect()
        mapping = json.loads((FIXTURES / "mine.json").read_text())
        printed = self.inspect("dialect", "--url", "https://things.example/api", FIXTURES / "things.json")
        self.assertEqual(printed, {"dialect": "mine", "mapping": mapping})

    def test_is_not_known(self):
        self.fail_with(1, ["dialect", FIXTURES / "things.json"], "neither dates nor texts")

    def test_is_made_for_an_unknown_answer(self):
        answer = {"stories": [{"nr": 1, "headline": "The harbour opens again", "when": "2024-05-04T08:30:00Z",
                               "at": "/a.html", "words": "Ships came in this morning, for the first time since the storm."},
                              {"nr": 2, "headline": "Fog until Thursday", "when": "2024-05-03T08:30:00Z",
                               "at": "/b.html", "words": "Nobody will see much of the coast before the end of the week."}]}
        url = ["--url", "https://things.example/api"]
        printed = self.inspect("dialect", *url, "-", stdin=json.dumps(answer).encode())
        self.assertEqual(printed["dialect"], "things-example")
        self.assertEqual(printed["mapping"]["articles"], ["$.stories"])
        self.assertEqual(printed["mapping"]["article"]["title"], [{"path": "$.headline", "as": "text"}])
        self.assertGreater(printed["confidence"]["title"], 0.9)
        self.assertEqual(sorted(printed["confidence"]), sorted(["articles"] + list(printed["mapping"]["article"])))

        articles = self.inspect("articles", *url, "-", stdin=json.dumps(answer).encode())
        self.assertEqual([article["url"] for article in articles],
                         ["https://things.example/a.html", "https://things.example/b.html"])

    def test_is_made_as_if_none_were_known(self):
        printed = self.inspect("dialect", "--infer", FIXTURES / "posts.json")
        self.assertNotEqual(printed["dialect"], "wordpress")
        self.assertIn("confidence", printed)
        self.fail_with(2, ["articles", "--infer", "--dialect", "wordpress", FIXTURES / "posts.json"], "--dialect")
        self.fail_with(2, ["document", "--infer", FIXTURES / "page.html"], "document")


class Document(InspectTest):
    def test_of_a_file(self):
        page = FIXTURES / "page.html"
        self.assertEqual(self.inspect("document", "--url", "https://harbour.example/x/", page), PAGE)

    def test_of_an_address(self):
        page = (FIXTURES / "page.html").read_text()
        with self.serve({"/x/page": {"headers": {"Content-Type": "text/html"}, "body": page}}) as base:
            printed = self.inspect("document", base + "/x/page")
        self.assertEqual(printed[1]["runs"][1]["href"], base + "/x/go.html")

    def test_as_text(self):
        output, messages = self.run_inspect("document", "--text", FIXTURES / "page.html")
        self.assertEqual(output, "Harbour\n\nShips come and go.\n\n• one\n\n• two\n\nAt noon\n")
        self.assertEqual(messages, "")

    def test_of_nothing(self):
        self.assertEqual(self.inspect("document", "-"), [])

    def test_in_another_encoding(self):
        page = "\ufeff<p>Grüße".encode("utf-16-le")
        self.assertEqual(self.inspect("document", "-", stdin=page), [{"kind": "paragraph", "text": "Grüße"}])

    def test_cannot_be_had(self):
        self.fail_with(1, ["document", self.data / "missing.html"], "missing.html")


class Extract(InspectTest):
    def test_of_a_file_with_its_address(self):
        page = FIXTURES / "article.html"
        self.assertEqual(self.inspect("extract", "--url", "https://harbour.example/x/fog", page), {
            "title": "Fog in the harbour | Harbour News",
            "byline": "Ada Berg",
            "published": "2024-05-04T08:30:00Z",
            "site": "Harbour News",
            "language": "en-GB",
            "image": "https://harbour.example/pictures/fog.jpg",
            "excerpt": "Why nothing came in this morning.",
            "text": "This morning nothing came in, since the fog stood on the water like a wall, and the horns answered "
                    "each other.\n\nOnly at noon, when the wind turned, did the ferry find the quay, with all its people.",
            "html": "<div><p>This morning nothing came in, since the fog stood on the water like a wall, and the horns "
                    "answered each other.</p><figure><img src=\"https://harbour.example/x/fog.jpg\" alt=\"Fog\" "
                    "width=\"600\" height=\"400\"><figcaption>At six</figcaption></figure><p>Only at noon, when the wind "
                    "turned, did the <a href=\"https://harbour.example/x/ferry.html\">ferry</a> find the quay, with all "
                    "its people.</p></div>",
        })

    def test_of_an_address(self):
        page = (FIXTURES / "article.html").read_text()
        with self.serve({"/x/fog": {"headers": {"Content-Type": "text/html"}, "body": page}}) as base:
            printed = self.inspect("extract", base + "/x/fog")
        self.assertEqual(printed["image"], base + "/pictures/fog.jpg")

    def test_of_nothing(self):
        printed = self.inspect("extract", "-")
        self.assertEqual((printed["text"], printed["html"], printed["title"]), ("", "", None))

    def test_in_the_encoding_that_the_page_names(self):
        page = '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>Grüße – “ab”.'.encode("cp1252")
        self.assertEqual(self.inspect("extract", "-", stdin=page)["text"], "Grüße – “ab”.")

    def test_cannot_be_had(self):
        self.fail_with(1, ["extract", self.data / "missing.html"], "missing.html")


class Usage(InspectTest):
    def test_wrong(self):
        for words in (
            [],
            ["articles"],
            ["articles", "one", "two"],
            ["nonsense", "file"],
            ["articles", "--nonsense", "file"],
            ["articles", "file", "--dialect"],
            ["articles", "--text", "file"],
            ["articles", "--url", "nowhere", "file"],
            ["dialect", "--dialect", "wordpress", "file"],
            ["document", "--dialect", "wordpress", "file"],
            ["extract", "--text", "file"],
        ):
            with self.subTest(words=words):
                self.fail_with(2, words, "--help")

    def test_help(self):
        output, messages = self.run_inspect("--help")
        self.assertEqual(messages, "")
        for word in ("articles", "dialect", "document", "extract", "--url", "--dialect", "--text", "--version"):
            self.assertIn(word, output)

    def test_version(self):
        output, messages = self.run_inspect("--version")
        self.assertRegex(output, r"\Agazette-inspect \d+\.\d+\.\d+\n\Z")
        self.assertEqual(messages, "")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
