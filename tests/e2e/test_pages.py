#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_pages.py GAZETTE SERVER – recorded pages, saved with their pictures, look the same when the server is gone and
the program was started again.

The pages are of the corpus, where there is one: the folder that GAZETTE_CORPUS names, or the one beside the checkout.
GAZETTE_PAGES is how many; without it, so few that nobody waits for them.

GAZETTE is the program, SERVER is tests/server's. Runs under tests/with-display.
"""

import colorsys
import json
import os
import pathlib
import re
import signal
import sys
import time

from person import (
    IS_SAVED, OFFSET, Gazette, Story, get_colour, get_extents, get_position, is_seen, look_alike, make_picture, photograph_page,
    tell, wait
)

GAZETTE, SERVER = sys.argv[1:3]

N_PAGES = int(os.environ.get("GAZETTE_PAGES", "2"))
LEAD = (200, 60, 60)

# Of all pictures.
COLOURS = {LEAD}

# Of the window.
HEIGHT = 800

# Of one page: to make them takes Python longer than all else.
MAX_PICTURES = 5


def find_corpus():
    beside = pathlib.Path(__file__).resolve().parents[3] / "shared" / "corpus"
    return pathlib.Path(os.environ.get("GAZETTE_CORPUS", beside)) / "readability"


def list_pages():
    return sorted(path.parent for path in find_corpus().glob("*/expected.html"))[:N_PAGES]


def make_item(number, page, folder):
    """An article with the text of a recorded page, whose pictures are of our server."""
    pictures = []

    def replace(_):
        if len(pictures) == MAX_PICTURES:
            return ""
        name = f"{number}-{len(pictures)}.png"
        hue = (number * MAX_PICTURES + len(pictures)) * 0.137 % 1
        colour = tuple(int(part * 255) for part in colorsys.hsv_to_rgb(hue, 0.5, 0.7))
        size = (300 + 20 * len(pictures), 120 + 10 * (number % 5))
        (folder / name).write_bytes(make_picture(colour, *size))
        COLOURS.add(colour)
        pictures.append(name)
        return f'<img src="{{{{base}}}}/{name}">'

    html = (page / "expected.html").read_text(encoding="utf-8", errors="replace")
    html = re.sub(r"(?is)</?(picture|source)\b[^>]*>", "", html)
    html = re.sub(r"(?is)<img\b[^>]*>", replace, html)
    day = time.gmtime(1700000000 - 86400 * number)
    return {
        "id": page.name,
        "title": f"Page {number}: {page.name}",
        "image": "{{base}}/lead.png",
        "date_published": time.strftime("%Y-%m-%dT%H:%M:%SZ", day),
        "content_html": html,
    }


def make_site(folder):
    """A feed of the pages, and their pictures."""
    (folder / "lead.png").write_bytes(make_picture(LEAD, 640, 120))
    Pages._items = [make_item(number, page, folder) for number, page in enumerate(list_pages(), 1)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Recorded", "items": Pages._items}
    (folder / "feed.json").write_text(json.dumps(feed))


class Pages(Story):
    _items = None

    def __init__(self, server, site):
        super().__init__(server, site)
        self._before = {}

    def _end(self):
        self.server.process.send_signal(signal.SIGCONT)
        super()._end()

    def _has_pictures(self):
        """Whether each picture that begins on the screen is drawn, of which there is one at least."""
        left, top = get_position(self.gazette.window)
        n = 0
        for node in self.gazette._find("image"):
            place = get_extents(node)
            # Those in rows are smaller, and GTK says of what is not on the screen that it is above it.
            if not is_seen(node) or place.width < 100 or not 0 < place.y < HEIGHT - 2 * OFFSET:
                continue
            n += 1
            if get_colour(left + place.x + place.width // 2, top + place.y + 2 * OFFSET) not in COLOURS:
                return False
        return n > 0

    def _photograph(self, title):
        return photograph_page(self.gazette, title, self._has_pictures)

    def _open(self, number):
        """The next article, with the keyboard."""
        title = self._items[number]["title"]
        if number == 0:
            self.gazette.click(self.gazette.see("list item", title, inside="Headlines"))
        else:
            self.gazette.press("j")
        self.gazette.see("text", title)
        return title

    def _restart(self):
        """The program ends and begins, without the messages of what was done in it.

        It begins where it ended: so that is the first page, whose headline is in sight then.
        """
        for item in reversed(self._items[:-1]):
            self.gazette.press("k")
            self.gazette.see("text", item["title"])
        self.gazette.quit()
        self.gazette = Gazette(GAZETTE)

    def pages_are_saved(self):
        if not self._items:
            return "there is no corpus"
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}/feed.json")
        self.gazette.press("Return")
        self.gazette.click(self.gazette.see("button", "Add"))
        for number in range(len(self._items)):
            title = self._open(number)
            self.gazette.press("s")
            self.gazette.see("list item", title, IS_SAVED, inside="Headlines")
        return None

    def they_are_photographed(self):
        if not self._items:
            return "there is no corpus"
        self._restart()
        for number in range(len(self._items)):
            title = self._open(number)
            self._before[title] = self._photograph(title)
        assert len(set(self._before.values())) == len(self._items), "pages look like each other"
        return None

    def they_look_the_same_without_the_server(self):
        if not self._items:
            return "there is no corpus"
        # Whoever asks now waits for ever.
        self.server.process.send_signal(signal.SIGSTOP)
        self._restart()
        for number in range(len(self._items)):
            title = self._open(number)
            wait(f"the same “{title}”", lambda shown=title: look_alike(self._photograph(shown), self._before[shown]))
        print(f"# {len(self._before)} pages look the same")
        self.gazette.quit()
        return None


if __name__ == "__main__":
    sys.exit(tell(Pages, SERVER, make_site))
