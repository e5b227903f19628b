#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_highlights.py GAZETTE SERVER – a passage is highlighted, gets a note, and is found again.

A person drags over words, presses a key, writes, and finds all of it after a
restart, in the list too; removes it, and takes that back. GAZETTE is the program,
SERVER is tests/server's. Runs under tests/with-display.
"""

import json
import sys
import time

from person import (
    OFFSET, Atspi, Gazette, Story, get_extents, get_position, get_text, point, tell, wait, walk, xdotool,
)

GAZETTE, SERVER = sys.argv[1:3]

TITLE = "Why lighthouses went dark"
WORDS = "By then the keepers had left, and nobody wrote."
NOTE = "Ask the museum about this"
BODY = f"<p>It was a long time ago.</p><p>{WORDS}</p>" + "<p>One year went after the other.</p>" * 12


def make_site(folder):
    """A feed with two articles."""
    day = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 360))
    items = [
        {"id": "light", "title": TITLE, "date_published": day, "content_html": BODY},
        {"id": "other", "title": "Something else", "content_html": "<p>Of no interest.</p>"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Coast", "items": items}
    (folder / "feed.json").write_text(json.dumps(feed))


class Highlights(Story):
    def __init__(self, server, site):
        super().__init__(server, site)
        self._page = None

    def _open_view(self, name):
        self.gazette.press("F9")
        self.gazette.click(self.gazette.see("list item", name, inside="Views and Sources"))

    def _find_paragraph(self):
        nodes = [node for node in walk(self._page) if node.get_role_name() == "paragraph"]
        return next((node for node in nodes if get_text(node) == WORDS), None)

    def _select(self):
        """Three clicks select a line, as everywhere."""
        frame = get_extents(next(self.gazette._find("frame")))
        place = get_extents(wait("the paragraph", self._find_paragraph))
        left, top = get_position(self.gazette.window)
        point(left + place.x - frame.x + 20 + OFFSET, top + place.y - frame.y + place.height // 2 + OFFSET)
        xdotool("click", "--repeat", "3", "--delay", "40", "1")
        wait("the selection", lambda: Atspi.Text.get_n_selections(self._page.get_text_iface()) == 1)

    def _is_marked(self):
        """Whether the words have a ground of their own, as a screen reader is told."""
        text = self._page.get_text_iface()
        offset = get_text(self._page).index(WORDS)
        within, _, _ = Atspi.Text.get_attribute_run(text, offset + 1, False)
        before, _, _ = Atspi.Text.get_attribute_run(text, offset - 3, False)
        return "bg-color" in within and "bg-color" not in before

    def an_article_is_opened(self):
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}/feed.json")
        self.gazette.press("Return")
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.click(self.gazette.see("list item", TITLE, inside="Headlines"))
        self._page = self.gazette.see("text", TITLE)
        wait("the text", lambda: WORDS in get_text(self._page))

    def words_are_highlighted_with_a_note(self):
        self._select()
        self.gazette.press("n")
        self.gazette.see("text", "Note")
        self.gazette.type(NOTE)
        self.gazette.press("ctrl+Return")
        self.gazette.miss("text", "Note")
        wait("the highlight", self._is_marked)
        self.gazette.see("button", "Do Not Save")

    def it_is_there_after_a_restart(self):
        self.gazette.quit()
        self.gazette = Gazette(GAZETTE)
        self._page = self.gazette.see("text", TITLE)
        wait("the highlight", lambda: WORDS in get_text(self._page) and self._is_marked())

    def it_is_listed(self):
        self._open_view("Highlights")
        self.gazette.see("list item", WORDS, inside="Highlights")

    def it_is_gone_to(self):
        self.gazette.click(self.gazette.see("list item", WORDS, inside="Highlights"))
        wait("it to be selected", lambda: Atspi.Text.get_n_selections(self._page.get_text_iface()) == 1)
        # There, its note is opened by the key that made it.
        self.gazette.press("n")
        note = self.gazette.see("text", "Note")
        assert get_text(note) == NOTE, get_text(note)
        self.gazette.press("Escape")
        self.gazette.miss("text", "Note")

    def it_is_removed_and_had_back(self):
        self.gazette.press("n")
        self.gazette.see("text", "Note")
        self.gazette.click(self.gazette.see("button", "Remove Highlight"))
        self.gazette.miss("list item", WORDS, inside="Highlights")
        wait("no highlight", lambda: not self._is_marked())
        self.gazette.press("ctrl+z")
        wait("the highlight", self._is_marked)
        self.gazette.see("list item", WORDS, inside="Highlights")

    def the_program_ends(self):
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Highlights, SERVER, make_site))
