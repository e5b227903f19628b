# SPDX-License-Identifier: GPL-3.0-or-later
"""How texts, addresses and moments are written in tests/dialect/expected, so that
no sentence of a recorded article stands there, and how they are compared. The
README.md in that folder says it in words."""

import hashlib
import html.parser
import re
import urllib.parse

# So much of a text is shown in the clear, and so much of a summary is compared:
# Gazette's own ends after about a hundred characters.
START = 12
SUMMARY = 50

UNRESERVED = r"A-Za-z0-9._~\-"
UNSAFE = re.compile(rf"[^{UNRESERVED}:/?#\[\]@!$&'()*+,;=%]+")


class _Texts(html.parser.HTMLParser):
    """Collects the texts between the tags, without scripts and styles."""

    SILENT = ("script", "style")

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.texts = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in self.SILENT

    def handle_endtag(self, tag):
        if tag in self.SILENT and self.silent:
            self.silent -= 1

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)


def _without_invisible(text):
    """Some publishers put spaces of no width into words."""
    return re.sub("[\u200b\u2060\ufeff]", "", text)


def fold(text):
    """A title: white space folded."""
    return " ".join(_without_invisible(text).split())


def squeeze(text):
    """A text without white space, nor the mark that it was cut."""
    text = re.sub(r"\[\+\d+ chars\]\s*$", "", text)
    return re.sub(r"(\u2026|\.\.\.|\[\u2026\])+$", "", "".join(_without_invisible(text).split()))


def squeeze_html(markup):
    """The same of HTML."""
    parser = _Texts()
    parser.feed(markup)
    parser.close()
    return squeeze("".join(parser.texts))


def describe(text, length=None):
    """What an expected file says of a text, %None of an empty one."""
    if not text:
        return None
    digest = hashlib.sha256(text[:length].encode("utf-8", "surrogatepass")).hexdigest()
    return {"starts": text[:START], "length": len(text), "sha256": digest[:16]}


def describe_title(title):
    return describe(fold(title or ""))


def describe_content(markup):
    return describe(squeeze_html(markup or ""))


def describe_summary(text):
    return describe(squeeze(text or ""), SUMMARY)


def _tidy_escape(match):
    character = urllib.parse.unquote(match[0])
    return character if re.fullmatch(f"[{UNRESERVED}]", character) else match[0].upper()


def tidy_url(url):
    """An address in the one form of all that are the same."""
    if url is None:
        return None
    url = UNSAFE.sub(lambda match: urllib.parse.quote(match[0], safe=""), url)
    url = re.sub(r"%[0-9A-Fa-f]{2}", _tidy_escape, url)
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", *parts[3:]))


def tidy_date(date):
    """A moment to the second."""
    return None if date is None else re.sub(r"\.\d+", "", date)
