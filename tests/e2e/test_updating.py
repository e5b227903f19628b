#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_updating.py GAZETTE SERVER – a saved article that its source changes: what changed is offered and shown, and the
new text is taken. Undoing that is tested in tests/newsroom, as the message that offers it goes by itself.

GAZETTE is the program, SERVER is tests/server's. Runs under tests/with-display.
"""

import json
import sys
import time

from person import IS_SAVED, Gazette, Story, make_picture, tell

GAZETTE, SERVER = sys.argv[1:3]

TITLE = "How a lighthouse is kept"
OLD = "The keeper climbs two hundred steps each evening."
NEW = "The keeper climbs three hundred steps each evening, and down again."
GONE = "There is a bell."


def make_feed(sentence, more):
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Lamp",
        "items": [
            {
                "id": "keep",
                "title": TITLE,
                "date_published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 360)),
                "content_html": f"<p>{sentence}</p><p><img src='/lamp.png' alt='The lamp'></p><p>{more}</p>",
            },
        ],
    }


def make_site(folder):
    """A script for the server: the feed says something else when it is asked again."""
    (folder / "lamp.png").write_bytes(make_picture((60, 60, 200), 320, 120))
    feeds = [make_feed(OLD, GONE), make_feed(NEW, "Nobody rings.")]
    script = {
        "/feed.json": [{"headers": {"Content-Type": "application/feed+json"}, "json": feed} for feed in feeds],
        "/lamp.png": {"headers": {"Content-Type": "image/png"}, "file": "lamp.png"},
    }
    path = folder / "script.json"
    path.write_text(json.dumps(script))
    return path


class Keeper(Story):
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

    def it_stays_as_it_was_saved(self):
        assert self.server.count_hits("/feed.json") == 1
        self.gazette.click(self.gazette.see("button", "Refresh"))
        self.gazette.see("button", "See What Changed")
        assert self.server.count_hits("/feed.json") == 2
        self.gazette.read(OLD)

    def what_changed_is_shown(self):
        self.gazette.click(self.gazette.see("button", "See What Changed"))
        # Both are there, word by word, and nothing else says what there was.
        text = self.gazette.read("climbs twothree hundred steps each evening, and down again.")
        assert GONE.removesuffix(".") in text and OLD not in text, text
        self.gazette.miss("button", "See What Changed")

    def the_new_text_is_taken(self):
        self.gazette.click(self.gazette.see("button", "Take the New Text"))
        self.gazette.read(NEW)
        self._see_saved()
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Keeper, SERVER, make_site))
