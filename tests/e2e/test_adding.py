#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_adding.py GAZETTE SERVER – sources are added, as a person does it.

A site that offers several, a feed, an API that nobody has described and that has
to be told where its titles are, a refusal, and an entry of the catalogue that
cannot be reached from here. GAZETTE is the program, SERVER is tests/server's. Runs
under tests/with-display.
"""

import json
import re
import sys
import time

from person import Gazette, Story, has, tell, wait

GAZETTE, SERVER = sys.argv[1:3]


def stamp(hours):
    """A moment some hours ago, as JSON APIs write it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - hours * 3600))


def make_json_feed(title, *articles):
    """A JSON Feed with articles of these titles."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "items": [
            {"id": name, "title": name, "date_published": stamp(number + 1), "content_html": f"<p>{name}.</p>"}
            for number, name in enumerate(articles)
        ],
    }


def make_rss(title, *articles):
    """The same as RSS."""
    items = "".join(f"<item><title>{name}</title><guid>{name}</guid></item>" for name in articles)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


def make_api(*articles):
    """An answer that nobody has described."""
    return {
        "meta": {"count": len(articles)},
        "payload": {
            "stories": [
                {
                    "nr": number,
                    "headline": name,
                    "rubric": f"Rubric of {name}",
                    "link": f"{{{{base}}}}/stories/{number}",
                    "when": stamp(number + 1),
                    "body": f"<p>{name}, and how it came to that.</p><p>It is a longer story than one would think.</p>",
                }
                for number, name in enumerate(articles)
            ]
        },
    }


PAGE = (
    "<!DOCTYPE html><title>The Harbour Post</title>"
    "<link rel='alternate' type='application/feed+json' title='All News' href='/news.json'>"
    "<link rel='alternate' type='application/feed+json' title='Regatta' href='/regatta.json'>"
)


def make_site(folder):
    """What the server says."""

    def answer(kind, body):
        return {"headers": {"Content-Type": kind}, ("body" if isinstance(body, str) else "json"): body}

    script = folder / "script.json"
    script.write_text(json.dumps({
        "/": answer("text/html", PAGE),
        "/news.json": answer("application/feed+json", make_json_feed("The Harbour Post", "A new lamp", "Fog")),
        "/regatta.json": answer("application/feed+json", make_json_feed("The Regatta", "The first race")),
        "/feed.xml": answer("application/rss+xml", make_rss("The Chandler", "Old ropes", "New knots")),
        "/api": answer(
            "application/json",
            make_api("Wind farm off the coast may double", "Council votes for longer hours", "Seals return to the bank"),
        ),
        "/closed": {"status": 403},
    }))
    return script


class Harbour(Story):
    def _ask_for(self, path):
        self.gazette.press("ctrl+n")
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}{path}")
        self.gazette.press("Return")

    def _add(self, title):
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.miss("list", "Latest Articles")
        self.gazette.see("list item", title, inside="Headlines")

    def a_site_is_shown_before_it_is_added(self):
        self.gazette = Gazette(GAZETTE)
        # From then on there is a library to add to.
        self.gazette.see("list item", re.compile("Welcome"), inside="Headlines")
        self._ask_for("/")
        self.gazette.see("heading", "This looks like JSON Feed")
        self.gazette.see("list item", "A new lamp", inside="Latest Articles")
        self.gazette.miss("list item", "A new lamp", inside="Headlines")

    def what_else_it_offers_can_be_chosen(self):
        self.gazette.click(self.gazette.see("combo box", "The Site Offers"))
        self.gazette.see("label", "Regatta")
        self.gazette.press("Down", "Return")
        self.gazette.see("list item", "The first race", inside="Latest Articles")
        self._add("The first race")

    def a_feed_is_added_with_the_keyboard_alone(self):
        self._ask_for("/feed.xml")
        self.gazette.see("list item", "Old ropes", inside="Latest Articles")
        wait("the button to have the focus", lambda: has(self.gazette.see("button", "Add"), "focused"))
        self.gazette.press("Return")
        self.gazette.miss("list", "Latest Articles")
        self.gazette.see("list item", "New knots", inside="Headlines")

    def an_unknown_api_is_read(self):
        self._ask_for("/api")
        self.gazette.see("heading", re.compile("Nobody has described"))
        self.gazette.see("list item", re.compile("Wind farm"), inside="Latest Articles")

    def how_it_is_read_is_changed(self):
        # It is below what is seen of the page.
        self.gazette.press("alt+r")
        entry = self.gazette.see("text", "Title")
        self.gazette.click(entry)
        self.gazette.press("ctrl+a")
        self.gazette.type("$.rub")
        self.gazette.see("label", "The first article has nothing there.")
        self.gazette.type("ric")
        self.gazette.see("list item", re.compile("Rubric of Wind farm"), inside="Latest Articles")
        self.gazette.press("alt+Left")
        self.gazette.see("button", "Add")
        self.gazette.see("list item", re.compile("Rubric of Wind farm"), inside="Latest Articles")
        self._add(re.compile("Rubric of Wind farm"))

    def a_refusal_is_told_where_the_address_is(self):
        self._ask_for("/closed")
        self.gazette.see("label", re.compile("does not allow this address to be read"))
        self.gazette.press("Escape")
        self.gazette.miss("text", "Web Address")

    def the_catalogue_is_searched(self):
        self.gazette.press("ctrl+n")
        self.gazette.click(self.gazette.see("entry", "Search the Catalogue"))
        self.gazette.type("postillon deutsch")
        self.gazette.see("list item", "Der Postillon")
        self.gazette.miss("list item", "BBC News")
        self.gazette.click(self.gazette.see("button", "Cancel"))
        self.gazette.miss("text", "Web Address")

    def the_program_ends(self):
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Harbour, SERVER, make_site))
