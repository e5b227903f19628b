#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_searching.py GAZETTE SERVER – finding an article again, as a person does it.

Type a word, see what is found, open it, go back with Escape; see what else there is
of a topic; save the search, and rename it. GAZETTE is the program, SERVER is tests/server's. Runs under
tests/with-display.
"""

import json
import os
import pathlib
import sys
import time

from person import Gazette, Story, photograph, tell

GAZETTE, SERVER = sys.argv[1:3]

SITE = "The Harbour Post"
FERRY = "The ferry is late"
MARKET = "Market day"
TOKYO = "東京都のニュース"
TOPIC = "Boats & trains"
OTHERS = ["Tide tables for the week", "A new roof for the school", "The crane is out of order"]


def make_site(folder):
    """A news site of our own, of a few articles."""
    articles = [
        (FERRY, "<p>It left at noon, with forty people and a piano on board.</p>"),
        (MARKET, "<p>There was cheese, and somebody sold a piano.</p>"),
        (TOKYO, "<p>京都ではない。</p>"),
        *((title, "<p>That is all there is to say.</p>") for title in OTHERS),
    ]
    now = time.time()
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE,
        "items": [
            {
                "id": str(number),
                "title": title,
                "date_published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - 3600 * number)),
                "content_html": html,
                **({"tags": [TOPIC]} if title in (FERRY, TOKYO) else {}),
            }
            for number, (title, html) in enumerate(articles, 1)
        ],
    }
    (folder / "feed.json").write_text(json.dumps(feed))


class Harbour(Story):
    def _shot(self, name):
        """A picture for those who look at it, where GAZETTE_PICTURES says."""
        if "GAZETTE_PICTURES" in os.environ:
            time.sleep(1)
            photograph(pathlib.Path(os.environ["GAZETTE_PICTURES"]) / f"{name}.png")

    def a_site_is_added(self):
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}/feed.json")
        self.gazette.press("Return")
        self.gazette.see("heading", "This looks like JSON Feed")
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.see("list item", FERRY, inside="Headlines")
        self.gazette.miss("text", "Web Address")

    def what_is_typed_is_found(self):
        self.gazette.click(self.gazette.see("button", "Search"))
        self.gazette.see("entry", "Search All Articles")
        self.gazette.type("pian")
        self.gazette.miss("list item", OTHERS[0], inside="Headlines")
        self.gazette.see("list item", FERRY, inside="Headlines")
        self.gazette.see("list item", MARKET, inside="Headlines")
        self.gazette.see("toggle button", "Search", description="2 found")
        self._shot("found")
        self.gazette.type("o cheese")
        self.gazette.miss("list item", FERRY, inside="Headlines")
        self.gazette.see("list item", MARKET, inside="Headlines")

    def what_is_found_opens(self):
        self.gazette.click(self.gazette.see("list item", MARKET, inside="Headlines"))
        self.gazette.read("somebody sold a piano", name=MARKET)
        self._shot("opened")

    def escape_goes_back(self):
        self.gazette.click(self.gazette.see("entry", "Search All Articles"))
        self.gazette.press("Escape")
        self.gazette.see("list item", OTHERS[2], inside="Headlines")
        self.gazette.see("toggle button", SITE)

    def a_topic_leads_to_others_of_it(self):
        self.gazette.click(self.gazette.see("list item", FERRY, inside="Headlines"))
        self.gazette.read("a piano on board", name=FERRY)
        # As a screen reader does: GTK tells of its place without the bar above.
        self.gazette.see("button", TOPIC).get_action_iface().do_action(0)
        self.gazette.see("toggle button", "Search", description="2 found")
        self.gazette.see("list item", TOKYO, inside="Headlines")
        self.gazette.miss("list item", MARKET, inside="Headlines")
        self._shot("topic")
        self.gazette.click(self.gazette.see("entry", "Search All Articles"))
        self.gazette.press("Escape")
        self.gazette.see("list item", OTHERS[2], inside="Headlines")

    def nothing_found_is_said(self):
        self.gazette.click(self.gazette.see("button", "Search"))
        self.gazette.see("entry", "Search All Articles")
        self.gazette.type("ferry is:saved")
        self.gazette.see("label", "Nothing Found")
        self._shot("nothing")
        self.gazette.click(self.gazette.see("button", "Search Everything"))
        self.gazette.see("list item", FERRY, inside="Headlines")

    def a_search_is_saved(self):
        self.gazette.click(self.gazette.see("toggle button", "Search Options"))
        # GTK tells nothing of what the items of a menu are called: S is that of "Save Search".
        self.gazette.see("menu item")
        self._shot("options")
        self.gazette.press("s")
        self.gazette.see("toggle button", "ferry")
        self.gazette.see("list item", FERRY, inside="Headlines")
        self.gazette.miss("list item", MARKET, inside="Headlines")

    def it_is_renamed(self):
        self.gazette.click(self.gazette.see("toggle button", "ferry"))
        self._shot("chooser")
        self.gazette.click(self.gazette.see("list item", "ferry", inside="Views and Sources"), button=3)
        self.gazette.see("menu item")
        self.gazette.press("n")
        self.gazette.see("text", "Name")
        self._shot("rename")
        self.gazette.press("ctrl+a")
        self.gazette.type("Ships")
        self.gazette.press("Return")
        self.gazette.see("toggle button", "Ships")

    def the_program_ends(self):
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Harbour, SERVER, make_site))
