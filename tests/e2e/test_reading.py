#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_reading.py GAZETTE SERVER – the main job, from end to end, as a person does it.

Add a site by its address, read an article, save it; then, without the site and
after a restart, find it and read it again with its picture; remove the source,
and undo that; mute it, and undo that. GAZETTE is the program, SERVER is tests/server's. Runs under
tests/with-display.
"""

import json
import os
import pathlib
import re
import shutil
import sys
import time

from person import Gazette, Story, get_text, has, make_picture, measure_colour, tell, tolerates, wait

GAZETTE, SERVER = sys.argv[1:3]

# Nothing else on the screen has it.
COLOUR = (0xC2, 0x18, 0x5B)
WIDTH, HEIGHT = 360, 180

# Of an article in sepia.
PAPER = (0xF6, 0xEE, 0xDD)

SITE = "The Harbour Post"
TITLE = "The lighthouse has a new lamp"
OTHER = "Tide tables for the week"
OLDER = "The crane is out of order"
WORDS = "It was carried up all hundred and twelve steps by hand."
PICTURE = "The lamp before it was lit"


def make_site(folder):
    """A news site of our own: a front page that names its feed, the feed, a picture."""
    now = time.time()

    def stamp(hours):
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - hours * 3600))

    older = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE,
        "items": [
            {
                "id": "crane",
                "title": OLDER,
                "date_published": stamp(100),
                "content_html": "<p>It stands still until Friday.</p>",
            },
        ],
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE,
        "home_page_url": "index.html",
        "next_url": "older.json",
        "items": [
            {
                "id": "lamp",
                "title": TITLE,
                "date_published": stamp(0.1),
                "authors": [{"name": "Ada Berg"}],
                "content_html": f"<p>The old one had burnt since 1931.</p><p>{WORDS}</p>"
                f'<figure><img src="pictures/lamp.png" width="{WIDTH}" height="{HEIGHT}" alt="{PICTURE}">'
                "<figcaption>In the workshop</figcaption></figure>",
            },
            {
                "id": "tides",
                "title": OTHER,
                "date_published": stamp(2),
                "content_html": "<p>High water at eight, low water at two.</p>",
            },
        ],
    }
    page = (
        "<!DOCTYPE html><html><head><title>The Harbour Post</title>"
        '<link rel="alternate" type="application/feed+json" href="news/feed.json"></head>'
        "<body><h1>The Harbour Post</h1><p>All about boats.</p></body></html>"
    )
    (folder / "news" / "pictures").mkdir(parents=True)
    (folder / "index.html").write_text(page)
    (folder / "news" / "feed.json").write_text(json.dumps(feed))
    (folder / "news" / "older.json").write_text(json.dumps(older))
    (folder / "news" / "pictures" / "lamp.png").write_bytes(make_picture(COLOUR, WIDTH, HEIGHT))


def see_picture(gazette):
    """The picture is on the page: for a screen reader, and for the eye in its whole size."""
    gazette.see("image", PICTURE)

    def look():
        box = measure_colour(*COLOUR)
        # An edge between two pixels is blended.
        return box is not None and box[2] >= WIDTH - 2 and box[3] >= HEIGHT - 2

    wait("the picture's colour", look)


def enlarge_and_come_back(gazette):
    """Looks at the picture alone, closely, and goes back to where it is in the page, by pointer and by keyboard."""

    def look(wide):
        box = measure_colour(*COLOUR)
        return box is not None and (box[2] > WIDTH + 50) == wide

    picture = gazette.see("image", PICTURE)
    gazette.click(picture)
    gazette.see("button", "Back to the Article")
    gazette.see("label", "In the workshop")
    wait("the picture", lambda: look(False))
    gazette.press("plus", "plus", "plus")
    wait("the picture, larger", lambda: look(True))
    gazette.press("0")
    wait("the picture as it fits", lambda: look(False))
    gazette.press("Escape")
    gazette.miss("button", "Back to the Article")
    wait("the focus on the picture", lambda: has(picture, "focused"))

    gazette.press("Return")
    gazette.click(gazette.see("button", "Back to the Article"))
    gazette.miss("button", "Back to the Article")
    wait("the focus on the picture", lambda: has(picture, "focused"))


def open_chooser(gazette, shown):
    """Opens the list of views and sources; its button has the name of the one that is shown."""
    gazette.click(gazette.see("toggle button", shown))
    gazette.see("list", "Views and Sources")


def choose(gazette, shown, wanted):
    """Shows another view or source."""
    open_chooser(gazette, shown)
    gazette.click(gazette.see("list item", wanted, inside="Views and Sources"))
    gazette.miss("list", "Views and Sources")


def open_article(gazette, title, words):
    """Clicks a headline, and reads."""
    gazette.click(gazette.see("list item", title, inside="Headlines"))
    return gazette.read(words, name=title)


class Harbour(Story):
    def a_first_start_has_something_to_read(self):
        self.gazette = Gazette(GAZETTE)
        self.gazette.see("list item", re.compile("Welcome"), inside="Headlines")

    def a_site_is_added_by_its_address(self):
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}/index.html")
        self.gazette.press("Return")
        self.gazette.see("heading", "This looks like JSON Feed")
        self.gazette.see("list item", TITLE, inside="Latest Articles")
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.see("list item", TITLE, inside="Headlines")
        self.gazette.see("list item", OTHER, inside="Headlines")
        self.gazette.miss("text", "Web Address")

    def older_articles_are_at_the_end(self):
        self.gazette.miss("list item", OLDER, inside="Headlines")
        self.gazette.click(self.gazette.see("button", "Load Older Articles"))
        self.gazette.see("list item", OLDER, inside="Headlines")
        self.gazette.miss("button", "Load Older Articles")

    def the_source_has_properties(self):
        self.gazette.press("alt+Return")
        name = self.gazette.see("text", "Name")
        assert get_text(name) == SITE, get_text(name)
        self.gazette.see("button", "Download Again")
        self.gazette.press("Escape")
        self.gazette.miss("text", "Name")

    def a_headline_opens_as_a_page(self):
        text = open_article(self.gazette, TITLE, WORDS)
        assert SITE in text and "Ada Berg" in text, text
        see_picture(self.gazette)

    def its_text_is_set_as_one_likes(self):
        self.gazette.press("ctrl+plus")
        self.gazette.press("ctrl+plus")
        self.gazette.click(self.gazette.see("toggle button", "Text and Style"))
        self.gazette.see("button", "112 %")
        self.gazette.click(self.gazette.see("toggle button", "Sepia"))
        wait("the colour of paper", lambda: measure_colour(*PAPER))
        self.gazette.click(self.gazette.see("button", "112 %"))
        self.gazette.see("button", "100 %")
        self.gazette.click(self.gazette.see("toggle button", "Follow System"))
        wait("no colour of paper", lambda: not measure_colour(*PAPER) or measure_colour(*PAPER)[2] < 100)
        self.gazette.press("Escape")
        self.gazette.miss("button", "100 %")

    # GTK 4.18 does not see the end of a click of these buttons, and so counts it twice
    # when what was under the pointer goes away.
    @tolerates("Broken accounting of active state")
    def the_buttons_of_a_mouse_turn_the_page(self):
        self.gazette.click(self.gazette.see("text", TITLE), button=9)
        self.gazette.click(self.gazette.see("text", OTHER), button=8)
        self.gazette.read(WORDS, name=TITLE)
        # GTK 4.18 gives the next click to what was under the pointer: it looks for the
        # end of those of the first five buttons alone.
        self.gazette.click(self.gazette.see("text", TITLE))

    def its_picture_is_enlarged(self):
        enlarge_and_come_back(self.gazette)

    def the_article_is_saved(self):
        save = self.gazette.see("toggle button", "Save")
        assert not has(save, "pressed")
        self.gazette.click(save)
        self.gazette.see("toggle button", "Save", description="Saved for reading offline")
        assert has(save, "pressed")
        # What was shown is what is kept: nothing is fetched twice.
        assert self.server.count_hits("/news/pictures/lamp.png") == 1

    def it_is_still_there_without_the_site(self):
        # So that it is not the last one that was read, which is opened again.
        open_article(self.gazette, OTHER, "High water at eight")
        self.gazette.quit()
        self.server.stop()
        # What is saved is not in a cache.
        shutil.rmtree(pathlib.Path(os.environ["XDG_CACHE_HOME"]) / "gazette")

        self.gazette = Gazette(GAZETTE)
        choose(self.gazette, SITE, "Saved")
        self.gazette.miss("list item", OTHER, inside="Headlines")
        open_article(self.gazette, TITLE, WORDS)
        see_picture(self.gazette)
        enlarge_and_come_back(self.gazette)

    def removing_its_source_can_be_undone(self):
        choose(self.gazette, "Saved", "All Articles")
        self.gazette.see("list item", OTHER, inside="Headlines")
        open_chooser(self.gazette, "All Articles")
        self.gazette.click(self.gazette.see("list item", SITE, inside="Views and Sources"), button=3)
        # GTK tells nothing of what the items of a menu are called: M is that of "Remove".
        self.gazette.see("menu item")
        self.gazette.press("m")
        self.gazette.miss("list item", OTHER, inside="Headlines")
        self.gazette.click(self.gazette.see("button", "Undo"))
        open_article(self.gazette, TITLE, WORDS)
        see_picture(self.gazette)

    def a_muted_source_is_out_of_the_way(self):
        open_chooser(self.gazette, "All Articles")
        self.gazette.click(self.gazette.see("list item", SITE, inside="Views and Sources"), button=3)
        # U is that of "Mute".
        self.gazette.see("menu item")
        self.gazette.press("u")
        self.gazette.miss("list item", OTHER, inside="Headlines")
        self.gazette.miss("list", "Views and Sources")
        choose(self.gazette, "All Articles", "Muted")
        self.gazette.see("list item", OTHER, inside="Headlines")
        # Then nothing is muted, and the view of it is gone.
        self.gazette.press("ctrl+z")
        self.gazette.see("toggle button", "All Articles")
        self.gazette.see("list item", OTHER, inside="Headlines")

    def the_program_ends(self):
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Harbour, SERVER, make_site))
