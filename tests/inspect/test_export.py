#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_export.py INSPECT – pages that become files, looked at as others read them.

A book is held to what EPUB 3 asks of it: its type first and stored, a container, a
package whose manifest names each file that is there, a table of contents, and
XHTML of elements that have their place where they stand. Recorded pages, where
they are, go through all formats.
"""

import base64
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile
import zlib

INSPECT = os.path.realpath(sys.argv[1])
CORPUS = pathlib.Path(os.environ.get("GAZETTE_CORPUS") or
                      pathlib.Path(__file__).parents[2] / ".." / "shared" / "corpus")
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
BASE = "https://harbour.example/2024/tides.html"



def make_picture():
    """A PNG of 64 × 64 pixels that are all different, as a data: address."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes((x * 4, y * 4, (x * y) % 256)[i] for x in range(64) for i in range(3)) for y in range(64))
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0))
           + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return "data:image/png;base64," + base64.b64encode(png).decode()


DOT = make_picture()

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>High &amp; low tide</title></head><body><article>
<h1>High &amp; low tide</h1>
<p>The water <em>comes</em> and goes, twice a day, and everyone in the harbour knows the hour of it by heart.</p>
<h2 id="why">Why it does so</h2>
<p>See <a href="#note">the note</a>, <a href="/moon?a=1&b=[2]">the moon</a> and <a href="mailto:a b@harbour.example">us</a>.
<br>A line &lt;more&gt; &#1; of it, H<sub>2</sub>O, <del>old</del> <kbd>Tab</kbd>.</p>
<figure><img src="{DOT}" alt="A &quot;dot&quot;" width="400" height="300"><figcaption>A dot, <b>black</b></figcaption></figure>
<figure><img src="/gone.png" alt="A boat that is gone"></figure>
<ul><li>One<ol start="3"><li>Three</li><li value="7">Seven</li></ol></li><li><p>Two</p><p>and more of it</p></li></ul>
<dl><dt>Ebb</dt><dd>It goes.</dd><dt>Flood</dt><dt>Flow</dt><dd><ul><li>It comes.</li></ul></dd><dt>Last</dt></dl>
<blockquote><p>The sea is the sea.</p><blockquote><p>It is.</p></blockquote><footer>A sailor</footer></blockquote>
<table><caption>Hours</caption><tr><th align="right">Day</th><td colspan="2">One</td></tr>
<tr><td>a</td><td>b</td><td>c</td></tr></table>
<details open><summary>More</summary><p>Hidden words.</p></details>
<pre><code class="language-c">if (a &lt; b &amp;&amp; c)
  return "x";</code></pre>
<math><mi>x</mi><mo>=</mo><msup><mi>y</mi><mn>2</mn></msup></math>
<p id="note">The note leads <a href="#why">back</a>.</p><hr><script>alert (1)</script>
</article></body></html>"""

ARABIC = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>المد والجزر</title></head><body><article>
<h1>المد والجزر</h1><p>يأتي الماء ويذهب مرتين في اليوم، ويعرف كل من في الميناء ساعته عن ظهر قلب.</p></article></body></html>"""

# What stands in the text, and what it may stand in.
PHRASE = {"a", "abbr", "br", "code", "del", "em", "img", "kbd", "mark", "small", "span", "strong", "sub", "sup", "u"}
FLOW = PHRASE | {"blockquote", "details", "div", "dl", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
                 "nav", "ol", "p", "pre", "table", "ul"}
CHILDREN = {
    "html": {"head", "body"}, "head": {"title", "link"}, "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd"},
    "table": {"tr"}, "tr": {"td", "th"}, "details": FLOW | {"summary"}, "figure": FLOW | {"figcaption"},
    "summary": PHRASE | {"h1", "h2", "h3", "h4", "h5", "h6"}, "title": set(), "img": set(), "br": set(), "hr": set(), "link": set(),
} | dict.fromkeys(PHRASE - {"img", "br"} | {"p", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}, PHRASE) \
  | dict.fromkeys(("body", "blockquote", "div", "footer", "li", "dd", "dt", "td", "th", "figcaption", "nav"), FLOW)
ATTRIBUTES = {"href", "src", "alt", "width", "height", "class", "id", "dir", "lang", "title", "start", "type", "value",
              "colspan", "rowspan", "open", "rel", "{http://www.w3.org/XML/1998/namespace}lang",
              "{http://www.idpf.org/2007/ops}type"}


def export(path, *pages):
    subprocess.run([INSPECT, "export", "--url", BASE, str(path), *map(str, pages)], check=True)


def check_elements(case, node):
    """Each element where it may be, and complete."""
    name = node.tag.removeprefix(XHTML)
    case.assertLessEqual(set(node.attrib), ATTRIBUTES, name)
    names = [child.tag.removeprefix(XHTML) for child in node]
    case.assertLessEqual(set(names), CHILDREN[name], name)
    if name == "dl":
        case.assertEqual((names[0], names[-1]), ("dt", "dd"))
    if name == "details":
        case.assertEqual((names[0], names.count("summary")), ("summary", 1))
    if name in ("ul", "ol", "table"):
        case.assertTrue(names, name)
    for child in node:
        check_elements(case, child)


def check_page(case, book, name, files):
    root = ET.fromstring(book.read(name))
    case.assertEqual(root.tag, XHTML + "html")
    check_elements(case, root)
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    case.assertEqual(len(ids), len(set(ids)), "names of places are there once")
    for node in root.iter():
        for key in ("href", "src"):
            if not (where := node.get(key)):
                continue
            parts = urllib.parse.urlsplit(where)
            case.assertRegex(where, r"^[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*$")
            if parts.scheme:
                case.assertNotIn(parts.scheme, ("javascript", "file", "data"))
                case.assertEqual(key, "href", "nothing is loaded")
            elif parts.path:
                case.assertIn("EPUB/" + parts.path, files)
            else:
                case.assertIn(parts.fragment, ids)
    return root


def check_book(case, path, n_articles):
    with zipfile.ZipFile(path) as book:
        case.assertIsNone(book.testzip())
        names = book.namelist()
        case.assertEqual(len(names), len(set(names)))
        first = book.infolist()[0]
        case.assertEqual((first.filename, first.compress_type, first.extra, first.header_offset),
                         ("mimetype", zipfile.ZIP_STORED, b"", 0))
        case.assertEqual(path.read_bytes()[38:58], b"application/epub+zip")
        container = ET.fromstring(book.read("META-INF/container.xml"))
        rootfile = container.find(".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")
        package = ET.fromstring(book.read(rootfile.get("full-path")))
        for element in ("identifier", "title", "language"):
            case.assertTrue(package.find(f"{OPF}metadata/{DC}{element}").text.strip())
        case.assertIsNotNone(package.find(f"{OPF}metadata/{OPF}meta[@property='dcterms:modified']"))
        items = {item.get("id"): item for item in package.iter(OPF + "item")}
        listed = {"EPUB/" + item.get("href") for item in items.values()}
        case.assertEqual(len(listed), len(items))
        case.assertEqual(listed, {n for n in names if n.startswith("EPUB/")} - {"EPUB/package.opf"})
        types = {"EPUB/" + item.get("href"): item.get("media-type") for item in items.values()}
        case.assertLessEqual(set(types.values()),
                             {"application/xhtml+xml", "text/css", "image/jpeg", "image/png", "image/gif"})
        spine = ["EPUB/" + items[ref.get("idref")].get("href") for ref in package.iter(OPF + "itemref")]
        case.assertEqual(len([n for n in spine if "/article-" in n]), n_articles)
        case.assertEqual(len(spine), len(set(spine)))
        nav, = [n for n in spine if items["nav"].get("href") in n]
        pages = {name: check_page(case, book, name, names) for name, type in types.items() if "xhtml" in type}
        toc = [node.get("href") for node in pages[nav].iter(XHTML + "a")]
        case.assertEqual(["EPUB/" + n for n in toc], [n for n in spine if "/article-" in n])
        for node in pages[nav].iter(XHTML + "a"):
            case.assertTrue("".join(node.itertext()).strip())
        return package, pages, {n: book.read(n) for n in names}


class Export(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "tides.html").write_text(PAGE)
        (self.folder / "arabic.html").write_text(ARABIC)
        self.pages = [self.folder / "tides.html", self.folder / "arabic.html"]

    def test_a_book_is_one(self):
        path = self.folder / "book.epub"
        export(path, *self.pages)
        package, pages, _ = check_book(self, path, 2)
        self.assertEqual([node.text for node in package.iter(DC + "language")], ["en-GB", "ar"])
        root = pages["EPUB/article-1.xhtml"]
        self.assertEqual(root.get("lang"), "en-GB")
        text = "".join(root.itertext())
        for words in ("High & low tide", "A line <more>", "A boat that is gone", "Hidden words.", 'return "x";'):
            self.assertIn(words, text)
        links = [node.get("href") for node in root.iter(XHTML + "a")]
        self.assertEqual(len([where for where in links if where.startswith("#a-")]), 2)
        self.assertIn("https://harbour.example/moon?a=1&b=%5B2%5D", links)
        self.assertEqual(len(list(root.iter(XHTML + "img"))), 1)
        self.assertEqual(pages["EPUB/article-2.xhtml"].get("dir"), "rtl")

    def test_one_article_is_a_book_of_its_own(self):
        path = self.folder / "book.epub"
        export(path, self.pages[1])
        package, _, _ = check_book(self, path, 1)
        self.assertEqual(package.find(f"{OPF}metadata/{DC}title").text, "المد والجزر")
        self.assertEqual(package.find(OPF + "spine").get("page-progression-direction"), "rtl")

    def test_a_page_needs_nothing_else(self):
        path = self.folder / "page.html"
        export(path, *self.pages)
        text = path.read_text()
        for element in ("<script", "<link", "<iframe", "<object", "javascript:"):
            self.assertNotIn(element, text)
        self.assertEqual(len(re.findall(r'<img src="data:image/png;base64,[^"]+"', text)), 1)
        self.assertEqual(text.count("<img"), 1)
        self.assertIn("default-src 'none'", text)
        self.assertIn("prefers-color-scheme:dark", text)
        for where in re.findall(r'href="#([^"]+)"', text):
            self.assertEqual(text.count(f'id="{where}"'), 1)

    def test_markdown_has_its_pictures_beside_it(self):
        path = self.folder / "texts.zip"
        export(path, *self.pages)
        with zipfile.ZipFile(path) as file:
            self.assertIsNone(file.testzip())
            names = file.namelist()
            texts = [n for n in names if n.endswith(".md")]
            self.assertEqual(len(texts), 3)
            for name in texts:
                for where in re.findall(r"\]\(<?(\.\./[^)>]+)>?\)", file.read(name).decode()):
                    self.assertIn(where.removeprefix("../"), names)
            self.assertEqual(len([n for n in names if n.startswith("pictures/")]), 1)

    def test_wrong_usage_says_so(self):
        for words in (["book.txt", str(self.pages[0])], ["book.epub"]):
            run = subprocess.run([INSPECT, "export", *words], capture_output=True, text=True, cwd=self.folder)
            self.assertNotEqual(run.returncode, 0)
            self.assertTrue(run.stderr)
            self.assertFalse((self.folder / words[0]).exists())

    @unittest.skipUnless((CORPUS / "readability").is_dir(), "no recorded pages here, see GAZETTE_CORPUS")
    def test_recorded_pages_go_through_all_formats(self):
        pages = sorted((CORPUS / "readability").glob("*/source.html"))
        for ending in ("epub", "html", "zip", "pdf"):
            path = self.folder / f"all.{ending}"
            # Laying all of them out takes long.
            export(path, *(pages[::6] if ending == "pdf" else pages))
            self.assertGreater(path.stat().st_size, 1000)
        check_book(self, self.folder / "all.epub", len(pages))
        self.assertTrue((self.folder / "all.pdf").read_bytes().startswith(b"%PDF-"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
