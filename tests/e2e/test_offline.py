#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_offline.py GAZETTE SERVER – articles are taken along, and read without the site.

GAZETTE is the program, SERVER is tests/server's. Runs under tests/with-display.
"""

import json
import os
import pathlib
import re
import shutil
import sys

from person import Gazette, Story, make_picture, measure_colour, tell, wait

GAZETTE, SERVER = sys.argv[1:3]

# Nothing else on the screen has it.
COLOUR = (0x1B, 0x8A, 0x5A)
WIDTH, HEIGHT = 360, 180

SITE = "The Harbour Post"
TITLE = "The lighthouse has a new lamp"
OTHER = "Tide tables for the week"
WORDS = "It was carried up all hundred and twelve steps by hand."


def make_site(folder):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE,
        "items": [
            {
                "id": "lamp",
                "title": TITLE,
                "content_html": f'<p>{WORDS}</p><img src="lamp.png" width="{WIDTH}" height="{HEIGHT}" alt="The lamp">',
            },
            {"id": "tides", "title": OTHER, "content_html": "<p>High water at eight.</p>"},
        ],
    }
    (folder / "feed.json").write_text(json.dumps(feed))
    (folder / "lamp.png").write_bytes(make_picture(COLOUR, WIDTH, HEIGHT))


class Harbour(Story):
    def a_site_is_added(self):
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base}/feed.json")
        self.gazette.press("Return")
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.see("list item", TITLE, inside="Headlines")
        self.gazette.miss("text", "Web Address")

    def its_articles_are_taken_along(self):
        assert self.server.count_hits("/lamp.png") == 0
        self.gazette.press("F10")
        self.gazette.see("menu item")
        # GTK tells nothing of what the items of a menu are called: T is that of "Take with Me".
        self.gazette.press("t")
        self.gazette.click(self.gazette.see("button", "Fetch"))
        self.gazette.see("label", "Ready to Go Offline")
        assert self.server.count_hits("/lamp.png") == 1
        self.gazette.press("Escape")
        self.gazette.miss("label", "Ready to Go Offline")
        self.gazette.see("list item", TITLE, re.compile("on this device"), inside="Headlines")
        self.gazette.quit()

    def they_are_there_without_the_site(self):
        self.server.stop()
        # What was taken along is not in a cache.
        shutil.rmtree(pathlib.Path(os.environ["XDG_CACHE_HOME"]) / "gazette", ignore_errors=True)
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("list item", TITLE, inside="Headlines"))
        self.gazette.read(WORDS, name=TITLE)
        self.gazette.see("image", "The lamp")
        wait("the picture's colour", lambda: measure_colour(*COLOUR))

    def the_program_ends(self):
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Harbour, SERVER, make_site))
