#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_selecting.py GAZETTE SERVER – many headlines at once, as a person marks them.

Select some with the keyboard and with the mouse, mark them, undo it, mark all above
one, and sort. GAZETTE is the program, SERVER is tests/server's. Runs under
tests/with-display.
"""

import json
import os
import pathlib
import re
import sys
import time

from person import Gazette, Story, get_extents, photograph, tell

GAZETTE, SERVER = sys.argv[1:3]

SITE = "The Harbour Post"
TITLES = [
    "The ferry is late",
    "Market day",
    "Tide tables for the week",
    "A new roof for the school",
    "The crane is out of order",
    "A whale was seen",
    "The library has new hours",
    "A ship from far away",
]
UNREAD = re.compile("unread")
READ = re.compile("^(?!.*unread)")


def make_site(folder):
    """A news site of our own, with two articles a day."""
    now = time.time()
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE,
        "items": [
            {
                "id": str(number),
                "title": title,
                "date_published": time.strftime(
                    "%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - 86400 * (number // 2) - 60 * number)
                ),
                "content_html": "<p>" + "That is all there is to say. " * (number + 1) + "</p>",
            }
            for number, title in enumerate(TITLES)
        ],
    }
    (folder / "feed.json").write_text(json.dumps(feed))


class Harbour(Story):
    def _shot(self, name):
        """A picture for those who look at it, where GAZETTE_PICTURES says."""
        if "GAZETTE_PICTURES" in os.environ:
            time.sleep(1)
            photograph(pathlib.Path(os.environ["GAZETTE_PICTURES"]) / f"{name}.png")

    def _see(self, number, description=None):
        return self.gazette.see("list item", TITLES[number], description=description, inside="Headlines")

    def a_site_is_added(self):
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}/feed.json")
        self.gazette.press("Return")
        self.gazette.see("heading", "This looks like JSON Feed")
        self.gazette.click(self.gazette.see("button", "Add"))
        self._see(0, UNREAD)
        self.gazette.miss("text", "Web Address")

    def a_source_is_chosen_by_typing(self):
        # A space belongs to what has begun.
        for typed, chosen in (("all art", "All Articles"), ("harb", SITE)):
            self.gazette.press("F9")
            self.gazette.see("list item", chosen, inside="Views and Sources")
            self.gazette.type(typed)
            self.gazette.press("Return")
            self.gazette.see("toggle button", chosen)
            self.gazette.miss("list item", chosen, inside="Views and Sources")

    def some_are_selected_with_the_keyboard(self):
        self.gazette.click(self._see(1))
        self._see(1, READ)
        self.gazette.press("shift+Down", "shift+Down")
        self.gazette.see("label", "3 selected")
        self._see(2, UNREAD)
        self._shot("selected")

    def they_are_marked_as_read(self):
        self.gazette.click(self.gazette.see("button", "Mark as Read"))
        self._see(2, READ)
        self._see(3, READ)
        self._see(0, UNREAD)
        self.gazette.miss("label", "3 selected")
        self._shot("marked")

    def that_is_undone(self):
        self.gazette.press("ctrl+z")
        self._see(2, UNREAD)
        self._see(3, UNREAD)
        self._see(1, READ)

    def escape_ends_selecting(self):
        self.gazette.click(self._see(1))
        self.gazette.press("ctrl+a")
        self.gazette.see("label", f"{len(TITLES)} selected")
        self.gazette.press("Escape")
        self.gazette.miss("label", f"{len(TITLES)} selected")
        self._see(0, UNREAD)

    def all_above_one_are_marked(self):
        self.gazette.click(self._see(3), button=3)
        # GTK tells nothing of what the items of a menu are called: A is that of "Mark All Above as Read".
        self.gazette.see("menu item")
        self._shot("menu")
        self.gazette.press("a")
        self._see(0, READ)
        self._see(2, READ)
        self._see(3, UNREAD)

    def the_order_is_another(self):
        self.gazette.click(self.gazette.see("toggle button", "Main Menu"))
        self.gazette.see("menu item")
        self._shot("main-menu")
        self.gazette.press("o")
        time.sleep(1)
        self._shot("sort-menu")
        self.gazette.press("Down", "Down", "Return")
        self.gazette.click(self._see(len(TITLES) - 1))
        first = get_extents(self._see(len(TITLES) - 1))
        last = get_extents(self._see(len(TITLES) - 3))
        assert first.y < last.y, f"the oldest is not the first: {first.y}, {last.y}"
        self._shot("oldest")

    def the_program_ends(self):
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Harbour, SERVER, make_site))
