# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person sees of an HTML page, worked out from the tree of html5lib.

This knows nothing of Gazette: it follows the HTML standard's chapter on rendering
(15.3) as far as it says what is shown, and what stands on a line of its own. What
no reading view could show is nothing here, too: fields of forms, drawings, players.
What is empty does not count, nor do links that lead nowhere.
"""

import base64
import re
import struct
import urllib.parse

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"

UNSEEN = set("""area base basefont datalist head link meta noembed noframes param rp script style template title
    audio canvas embed iframe object video
    button input keygen label meter option optgroup progress select textarea""".split())

BLOCKS = set("""address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre
    search section summary table tbody td tfoot th thead tr ul xmp""".split())

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

# As CSS has it, a quotation within another has the other marks.
QUOTES = [("“", "”"), ("‘", "’")]

# Not seen, they only tell where a word may be broken, or how it runs.
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f-\x9f]")


def fold(text):
    """White space as one space, whatever kind it is, and nothing that is not seen."""
    return " ".join(INVISIBLE.sub("", text).split())


def own_sides(src):
    """Width and height of a picture that is within its address, as its header has them."""
    found = re.match(r"data:image/(gif|png);base64,(.*)", src, re.DOTALL)
    if not found:
        return []
    data = base64.b64decode(re.sub(r"\s", "", found[2]) + "==")
    return struct.unpack("<HH", data[6:10]) if found[1] == "gif" else struct.unpack(">II", data[16:24])


def name(element):
    return element.tag[len(HTML):] if isinstance(element.tag, str) and element.tag.startswith(HTML) else None


def is_hidden(element):
    style = re.sub(r"\s+", "", element.get("style", "").lower())
    return "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style


def pixels(element, side):
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*", element.get(side, ""))
    return float(found[1]) if found else None


class Page:
    """The text that is seen, and how often what occurs in it.

    With permalinks=False, a sign in a heading that only links to it is not seen.
    """

    def __init__(self, html, url, permalinks=True):
        self.url = url
        self.permalinks = permalinks
        self.pieces = []
        self.counts = dict.fromkeys(("headings", "links", "items", "cells", "pictures", "code"), 0)
        self.quotes = self.players = 0
        self.tables = [False]
        self.headings = 0
        root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=True)
        base = next((e.get("href") for e in root.iter(HTML + "base") if e.get("href")), None)
        if base:
            self.url = urllib.parse.urljoin(url, base)
        self.walk(root)
        self.text = fold("".join(self.pieces))

    def say(self, text):
        self.pieces.append(text or "")

    def mark(self):
        return len(self.pieces), self.counts["pictures"], self.players

    def has_text(self, mark):
        return fold("".join(self.pieces[mark[0]:])) != ""

    def has_anything(self, mark):
        return self.has_text(mark) or (self.counts["pictures"], self.players) != mark[1:]

    def walk(self, element):
        """An element with all that is in it. What follows it is its parent's."""
        tag = name(element)
        if tag in ("iframe", "video", "audio", "embed", "object"):
            self.players += 1
        if tag is None or tag in UNSEEN or is_hidden(element) or self.is_unseen_permalink(element, tag):
            return
        if tag == "img":
            self.see_picture(element)
            return
        if tag in BLOCKS or tag == "br":
            self.say("\n")
        if tag == "table":
            self.tables.append(self.is_data(element))
        mark = self.mark()
        before, after = {"q": QUOTES[self.quotes % 2], "rt": ("(", ")")}.get(tag, ("", ""))
        self.quotes += tag == "q"
        self.headings += tag in HEADINGS
        self.say(before)
        self.say(element.text)
        for child in element:
            self.walk(child)
            self.say(child.tail)
        self.say(after)
        self.quotes -= tag == "q"
        self.headings -= tag in HEADINGS
        self.count(element, tag, mark)
        if tag == "table":
            self.tables.pop()
        if tag in BLOCKS:
            self.say("\n")

    def count(self, element, tag, mark):
        counts = self.counts
        if tag in HEADINGS:
            counts["headings"] += self.has_text(mark)
        elif tag == "a":
            counts["links"] += self.is_link(element) and (
                self.has_text(mark) or (self.counts["pictures"] > mark[1] and not element.get("href").startswith("#")))
        elif tag == "li":
            counts["items"] += self.has_anything(mark)
        elif tag == "pre":
            counts["code"] += self.has_text(mark)
        elif tag == "tr" and self.has_text(mark) and self.tables[-1]:
            counts["cells"] += sum(name(child) in ("td", "th") and not is_hidden(child) for child in element)

    def is_unseen_permalink(self, element, tag):
        return (not self.permalinks and self.headings > 0 and tag == "a" and not len(element)
                and element.get("href", "").startswith("#") and len((element.text or "").strip()) == 1)

    def is_link(self, element):
        href = element.get("href", "").strip()
        if not href or href == "#":
            return False
        try:
            parts = urllib.parse.urlsplit(urllib.parse.urljoin(self.url, href))
        except ValueError:
            return False
        return bool(parts.netloc) if parts.scheme in ("http", "https") else parts.scheme == "mailto" and bool(parts.path)

    def see_picture(self, element):
        """One that is as small as a letter is part of the line, as its text."""
        if not any(element.get(key, "").strip() for key in ("src", "srcset", "data-src", "data-srcset")):
            return
        sides = [side for side in (pixels(element, "width"), pixels(element, "height")) if side is not None]
        sides = sides or own_sides(element.get("src", ""))
        if sides and min(sides) <= 2:
            return
        if sides and max(sides) <= 24:
            self.say(element.get("alt"))
        else:
            self.counts["pictures"] += 1

    def is_data(self, table):
        """Not a table that says it is for layout, nor a single column."""
        rows = [[cell for cell in row if name(cell) in ("td", "th")] for row in table.iter(HTML + "tr")]
        return table.get("role") not in ("presentation", "none") and any(len(row) > 1 for row in rows)
