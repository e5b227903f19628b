#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_saving.py GAZETTE SERVER – what is saved stays as it was: save an article with its pictures; pull the
cable and start again, and its page is the same, to the pixel; damage a picture and have it fetched again.

GAZETTE is the program, SERVER is tests/server's. Runs under tests/with-display.
"""

import json
import os
import pathlib
import re
import signal
import sys
import time

from person import IS_SAVED, Gazette, Story, look_alike, make_picture, measure_colour, photograph_page, tell, wait

GAZETTE, SERVER = sys.argv[1:3]

TITLE = "How a lighthouse is kept"
LEAD = (200, 60, 60)
LARGE = (60, 160, 60)
OLD = "The keeper climbs two hundred steps each evening."


def write_feed(folder, sentence):
    words = "<p>One word after the other, on and on, until the lamp is lit and the sea is seen.</p>" * 3
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Lamp",
        "items": [
            {
                "id": "keep",
                "title": TITLE,
                "image": "{{base}}/lead.png",
                "date_published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 360)),
                "content_html": f"<p>{sentence}</p><figure><img src='/one.png' srcset='/one.png 320w, /large.png 1200w'"
                f" alt='The lamp'><figcaption>The lamp, lit</figcaption></figure>{words}",
            },
        ],
    }
    (folder / "feed.json").write_text(json.dumps(feed))


def make_site(folder):
    """A feed with one article, and its pictures."""
    Lamp._folder = folder
    write_feed(folder, OLD)
    (folder / "lead.png").write_bytes(make_picture(LEAD, 320, 120))
    (folder / "one.png").write_bytes(make_picture((60, 60, 200), 320, 120))
    (folder / "large.png").write_bytes(make_picture(LARGE, 1200, 450))


class Lamp(Story):
    _folder = None

    def __init__(self, server, site):
        feed = (self._folder / "feed.json").read_text()
        super().__init__(server, site)
        (self._folder / "feed.json").write_text(feed.replace("{{base}}", self.server.base))
        self._before = None

    def _photograph(self):
        def has_pictures():
            lead, other = measure_colour(*LEAD), measure_colour(*LARGE)
            # The lead picture is in the row as well, smaller.
            return lead is not None and other is not None and lead[2] > 320

        return photograph_page(self.gazette, TITLE, has_pictures)

    def _pictures(self):
        """The files of the pictures that are kept."""
        folder = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "gazette" / "pictures"
        return sorted(path for path in folder.glob("??/*") if not path.name.startswith("."))

    def _open_again(self):
        """The program ends and begins, without the messages of what was done in it."""
        self.gazette.quit()
        self.gazette = Gazette(GAZETTE)
        self._see_saved()
        self.gazette.click(self.gazette.see("list item", TITLE, inside="Headlines"))
        self.gazette.read(OLD)

    def _end(self):
        self.server.process.send_signal(signal.SIGCONT)
        super()._end()

    def _see_saved(self):
        return self.gazette.see("list item", TITLE, IS_SAVED, inside="Headlines")

    def an_article_is_saved(self):
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}/feed.json")
        self.gazette.press("Return")
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.click(self.gazette.see("list item", TITLE, inside="Headlines"))
        self.gazette.read(OLD)
        self.gazette.click(self.gazette.see("toggle button", "Save"))
        self._see_saved()
        assert len(self._pictures()) == 2, self._pictures()
        assert self.server.count_hits("/large.png") == 1
        assert self.server.count_hits("/one.png") == 0
        self._open_again()
        self._before = self._photograph()

    def its_page_is_the_same_when_the_cable_is_pulled(self):
        # Whoever asks now waits for ever.
        self.server.process.send_signal(signal.SIGSTOP)
        self._open_again()
        wait("the same page", lambda: look_alike(self._photograph(), self._before))
        self.server.process.send_signal(signal.SIGCONT)
        assert self.server.count_hits("/large.png") == 1

    def what_is_damaged_is_told(self):
        self.gazette.quit()
        path = self._pictures()[0]
        path.write_bytes(path.read_bytes()[:-1] + b"!")
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("list item", TITLE, inside="Headlines"))
        self.gazette.see("label", re.compile("^Saved, 1 picture missing: This picture is damaged"))

    def it_is_fetched_again(self):
        self.gazette.click(self.gazette.see("button", "Try Again"))
        self._see_saved()
        self._open_again()
        wait("the same page", lambda: look_alike(self._photograph(), self._before))
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Lamp, SERVER, make_site))
