#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_pdf.py GAZETTE-INSPECT – what a reader of PDF finds in an article that was printed.

The judge is poppler: its text, its links, its outline.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

INSPECT = sys.argv.pop(1)
URL = "https://example.org/harbour"

PARAGRAPHS = [
    " ".join(f"Paragraph {number} has its sentence {n}." for n in range(1, 12)) for number in range(1, 41)
]
ROWS = "".join(f"<tr><td>Day {n}<td>{n}.5 metres</tr>" for n in range(1, 81))

PAGE = f"""<html lang=en><head><title>The tides of the year</title>
<meta property="og:site_name" content="The Harbour Post"><meta name=author content="Ada Lovelace"></head>
<body><article>
<p id=top>It begins with <a href="https://example.org/ünder?q=it's&amp;b=(1)">a link</a> and a note.<sup><a
 href="#note" id=back>1</a></sup> Write to <a href="mailto:ada@example.org">her</a>.</p>
<h2>Spring</h2>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS[:20])}
<h3>Flood of March</h3>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS[20:])}
<h2>Table of tides</h2>
<table><thead><tr><th>When it is<th>How high</thead><tbody>{ROWS}</tbody></table>
<ul><li>First item<ol start=4><li>Fourth</li></ol></li></ul>
<blockquote><p>Words of another.</p></blockquote>
<pre>if (tide)\n  wait ();</pre>
<figure><img src="https://example.org/gone.png" alt="A boat on sand"><figcaption>The caption of it</figcaption></figure>
<details><summary>What was folded</summary><p>Inside of it</p></details>
<iframe src="https://www.youtube.com/embed/abc" title="A film of waves"></iframe>
<p>هذا نص عربي في وسطه English words ثم ينتهي.</p>
<ol><li id=note>The note itself. <a href="#back">↩</a></li></ol>
</article></body></html>"""


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def fold(text):
    return " ".join(text.split())


LENGTHS = [number * 37 % 9 + 1 for number in range(400)]

LONG_PAGE = f"""<html lang=en><head><title>Many lines</title></head><body><article>
{"".join((f"<h2>Heading {number}</h2>" if number % 7 == 0 else "") +
         "<p>" + "<br>".join(f"Paragraph {number} line {line} of {length}" for line in range(1, length + 1)) + "</p>"
         for number, length in enumerate(LENGTHS))}
</article></body></html>"""


class Broken(unittest.TestCase):
    """Where pages end, of paragraphs of one to nine lines: every way that there is to break them."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory(prefix="gazette-pdf-") as name:
            folder = pathlib.Path(name)
            (folder / "page.html").write_text(LONG_PAGE)
            run(INSPECT, "pdf", "--url", URL, folder / "page.html", folder / "page.pdf")
            pages = run("pdftotext", "-layout", folder / "page.pdf", "-").rstrip("\f").split("\f")
        cls.pages = [[line.strip() for line in page.splitlines() if re.search("Heading|Paragraph", line)] for page in pages]

    def test_all_lines_are_there(self):
        lines = [line for page in self.pages for line in page if line.startswith("Paragraph")]
        self.assertEqual(lines, [f"Paragraph {number} line {line} of {length}"
                                 for number, length in enumerate(LENGTHS) for line in range(1, length + 1)])
        self.assertGreater(len(self.pages), 30)

    def test_no_heading_is_last(self):
        self.assertEqual([page[-1] for page in self.pages if page[-1].startswith("Heading")], [])

    def test_no_line_is_alone(self):
        for page in self.pages:
            number, line, length = map(int, re.findall(r"\d+", page[0])) if page[0].startswith("P") else (0, 1, 1)
            self.assertFalse(length > 1 and line == length, page[0])
            number, line, length = map(int, re.findall(r"\d+", page[-1]))
            self.assertFalse(length > 1 and line == 1, page[-1])

    def test_pages_are_full(self):
        """What is kept together costs three lines and a heading at most."""
        most = max(len(page) for page in self.pages)
        for page in self.pages[1:-1]:
            self.assertGreater(len(page), most * 0.7)


class Printed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="gazette-pdf-")
        folder = pathlib.Path(cls.folder.name)
        (folder / "page.html").write_text(PAGE)
        cls.pdf = folder / "page.pdf"
        run(INSPECT, "pdf", "--url", URL, folder / "page.html", cls.pdf)
        cls.pages = run("pdftotext", "-layout", cls.pdf, "-").rstrip("\f").split("\f")
        # What is at the foot of each page is looked at apart.
        cls.bodies = [fold(re.sub(r"\n[^\n]*\d+ of \d+\s*\n[^\n]*\s*$", "", page)) for page in cls.pages]
        cls.xml = run("pdftohtml", "-xml", "-stdout", "-i", cls.pdf)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_text_is_whole_and_in_order(self):
        text = fold(" ".join(self.bodies))
        at = 0
        for words in ["It begins with a link", "Spring", *PARAGRAPHS[:20], "Flood of March", *PARAGRAPHS[20:],
                      "Table of tides", "Day 1 1.5 metres", "Day 80 80.5 metres", "• First item", "4. Fourth",
                      "Words of another.", "if (tide)", "wait ();", "[Picture: A boat on sand]", "The caption of it",
                      "What was folded", "Inside of it", "A film of waves", "https://www.youtube.com/watch?v=abc",
                      "English words", "1. The note itself."]:
            found = text.find(words, at)
            self.assertGreaterEqual(found, 0, words)
            at = found + len(words)

    def test_foot_of_each_page(self):
        self.assertGreater(len(self.pages), 4)
        for number, page in enumerate(self.pages, 1):
            foot = page.rstrip().splitlines()[-2:]
            self.assertRegex(foot[0], rf"^The Harbour Post\s+{number} of {len(self.pages)}$")
            self.assertEqual(foot[1].strip(), URL)

    def test_head_of_the_table_is_repeated(self):
        with_rows = [body for body in self.bodies if "metres" in body]
        self.assertGreater(len(with_rows), 1)
        for body in with_rows:
            self.assertEqual(body.count("When it is How high"), 1)

    def test_no_heading_and_no_single_line_at_the_end_of_a_page(self):
        for body in self.bodies[:-1]:
            self.assertNotRegex(body, r"(Spring|Flood of March|Table of tides)$")
        # A paragraph of three lines is not broken, so that of every paragraph that is
        # broken at least two lines of some fifteen words are on each side.
        for before, after in zip(self.bodies, self.bodies[1:]):
            if (begun := re.search(r"(Paragraph \d+ has its sentence 1\..*)$", before)) and "metres" not in after:
                last = begun[1].rsplit(" has its sentence 1.", 1)
                if len(last) > 1:
                    self.assertGreater(len(last[1].split()), 8)

    def test_links(self):
        links = run("pdfinfo", "-url", self.pdf)
        for address in ["https://example.org/%C3%BCnder?q=it's&b=(1)", "mailto:ada@example.org", URL,
                        "https://example.org/gone.png", "https://www.youtube.com/watch?v=abc"]:
            self.assertIn(address, links.split())
        # Notes lead to places of the document itself, there and back.
        inner = re.findall(r'<a href="[^"]*?\.(?:html|xml)#(\d+)">([^<]*)', run(
            "pdftohtml", "-xml", "-stdout", "-i", self.pdf))
        self.assertIn((str(len(self.pages)), "1"), inner)
        self.assertIn("1", [page for page, _ in inner])

    def test_outline(self):
        outline = re.findall(r'<item page="(\d+)">([^<]*)</item>|<(/?)outline>', self.xml)
        depth, entries = 0, []
        for _, title, closing in outline:
            if title:
                entries.append((depth, title))
            else:
                depth += -1 if closing else 1
        self.assertEqual(
            entries,
            [(1, "The tides of the year"), (2, "Spring"), (3, "Flood of March"), (2, "Table of tides")],
        )

    def test_properties(self):
        said = run("pdfinfo", self.pdf)
        self.assertRegex(said, r"Title: +The tides of the year\n")
        self.assertRegex(said, r"Author: +Ada Lovelace\n")
        self.assertRegex(said, r"Page size: +595.28 x 841.89 pts \(A4\)")

    def test_black_on_white(self):
        picture = subprocess.run(["pdftoppm", "-r", "20", "-f", "1", "-l", "1", str(self.pdf)], check=True,
                                 capture_output=True).stdout
        pixels = picture.split(b"\n", 3)[3]
        self.assertEqual(pixels[:3], b"\xff\xff\xff")
        self.assertTrue(all(abs(pixels[i] - pixels[i + 1]) < 3 and abs(pixels[i] - pixels[i + 2]) < 3
                            for i in range(0, len(pixels) - 2, 3)))

    def test_what_is_wrong_on_the_command_line(self):
        said = subprocess.run([INSPECT, "pdf", "page.html"], capture_output=True, text=True)
        self.assertEqual(said.returncode, 2)
        self.assertIn("then the file to write", said.stderr)


if __name__ == "__main__":
    if not all(map(shutil.which, ["pdftotext", "pdfinfo", "pdftohtml", "pdftoppm"])):
        print("skipped: no poppler here")
        sys.exit(77)
    unittest.main()
