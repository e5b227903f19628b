#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_page.py GAZETTE SERVER – what a page holds, as a screen reader finds it, and how it is used.

Headings with their levels, lists, quotations, links, pictures, tables, code and
details are there beside the text, in its order. Wheel, mouse and keyboard do with
code, links and details what they do elsewhere. GAZETTE is the program, SERVER is
tests/server's. Runs under tests/with-display.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import time

from person import (
    COMPLETION, OFFSET, Atspi, Gazette, Story, get_extents, get_position, get_text, has, make_picture, point, tell, tolerates,
    wait, walk, xdotool,
)

GAZETTE, SERVER = sys.argv[1:3]

TITLE = "How a harbour is dredged"
SHIP = make_picture((0xC2, 0x18, 0x5B), 360, 180)
PICTURE = "data:image/png;base64," + base64.b64encode(SHIP).decode()
BODY = f"""
<p>It begins with <a href="#end">the end</a> and with <a href="https://example.org/else">what is elsewhere</a>.</p>
<h2>What it takes</h2>
<ul><li>A ship<ul><li>with a crew</li></ul></li><li>Some <a href="https://example.org/time">time</a></li></ul>
<blockquote><p>It never ends.</p></blockquote>
<pre><code class="language-python">def dredge(depth):
    return "A line of code that is a good deal longer than the column of text around it is wide" * depth
</code></pre>
<p><img src="{PICTURE}" alt="The ship at work"></p>
<table><tr><th>Year</th><th>Metres</th></tr><tr><td>1931</td><td>4.5</td></tr></table>
<details><summary>How deep it is</summary><p>Nobody knows.</p></details>
""" + "<p>One word after the other, on and on, so that the page is longer than the window is high.</p>" * 40 + """
<h3 id="end">The end</h3><p>That was all.</p>"""


def make_site(folder):
    """A feed with one article."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Harbour Post",
        "items": [
            {
                "id": "dredge",
                "title": TITLE,
                "url": "https://example.org/dredge",
                "date_published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 360)),
                "content_html": BODY,
            },
        ],
    }
    (folder / "feed.json").write_text(json.dumps(feed))


class Harbour(Story):
    def __init__(self, server, site):
        super().__init__(server, site)
        self._page = None
        self._folder = pathlib.Path(os.environ["XDG_DATA_HOME"])

    def _find(self, role, name, inside=None):
        """All with a role and a name on the page, in its order."""
        return [
            node
            for node in walk(inside or self._page)
            if node.get_role_name() == role and name == (get_text(node) if role == "paragraph" else node.get_name())
        ]

    def _see(self, role, name, inside=None):
        """The only one with a role and a name on the page."""
        return wait(
            f"one “{role}” “{name}”",
            lambda: found[0] if len(found := self._find(role, name, inside)) == 1 else None,
        )

    def _choose(self, letter):
        """Chooses from the menu of the article."""
        self.gazette.click(self.gazette.see("toggle button", "Article Menu"))
        self.gazette.see("menu item")
        self.gazette.press(letter)
        self.gazette.miss("menu item")

    def _save_in(self, title, path):
        """Types a name in the dialog that asks for one."""
        xdotool("windowfocus", "--sync", find_window(title))
        self.gazette.press("ctrl+a")
        self.gazette.type(str(path))
        self.gazette.press("Return")
        self._miss_window(title)

    def _close_window(self, title):
        xdotool("windowfocus", "--sync", find_window(title))
        self.gazette.press("Escape")
        self._miss_window(title)

    def _miss_window(self, title):
        wait(f"no window “{title}”", lambda: not search_window(title))
        xdotool("windowfocus", "--sync", self.gazette.window)

    def _point_at(self, node):
        frame = get_extents(next(self.gazette._find("frame")))
        place = get_extents(node)
        left, top = get_position(self.gazette.window)
        point(left + place.x - frame.x + 40 + OFFSET, top + place.y - frame.y + 20 + OFFSET)

    def a_page_is_opened(self):
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}/feed.json")
        self.gazette.press("Return")
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.click(self.gazette.see("list item", TITLE, inside="Headlines"))
        self._page = self.gazette.see("text", TITLE)
        assert "It never ends." in get_text(self._page)

    def _find_levels(self):
        return {
            node.get_name(): node.get_attributes().get("level")
            for node in walk(self._page)
            if node.get_role_name() == "heading"
        }

    def headings_have_their_levels(self):
        levels = {TITLE: "1", "What it takes": "2", "The end": "3"}
        wait("the headings", lambda: self._find_levels() in (levels, {**levels, "More from The Harbour Post": None}))

    def lists_have_their_items(self):
        items = self._find("list item", "• Some time")
        assert len(items) == 1, [node.get_name() for node in walk(self._page)]
        outer = items[0].get_parent()
        assert outer.get_role_name() == "list"
        assert outer.get_child_count() == 2
        inner = self._see("list item", "◦ with a crew", outer)
        assert inner.get_parent().get_role_name() == "list" and inner.get_parent() != outer
        self._see("link", "time", items[0])

    def quotations_are_set_apart(self):
        quotation = self._see("paragraph", "It never ends.").get_parent()
        assert quotation.get_role_name() == "block quote", quotation.get_role_name()

    def pictures_tables_and_code_are_among_them(self):
        self._see("image", "The ship at work")
        table = next(node for node in walk(self._page) if node.get_role_name() == "table")
        cells = [(node.get_role_name(), node.get_name()) for node in walk(table) if node.get_name()]
        assert cells[-4:] == [
            ("table cell", "Year"), ("table cell", "Metres"), ("table cell", "1931"), ("table cell", "4.5"),
        ], cells
        code = self._see("text", "Code: python")
        assert get_text(code).startswith("def dredge(depth):\n    return"), get_text(code)
        names = [get_text(node) if node.get_role_name() == "paragraph" else node.get_name() for node in walk(self._page)]
        order = ["What it takes", "It never ends.", "Code: python", "The ship at work", "Year", "How deep it is", "The end"]
        assert sorted(order, key=names.index) == order, names

    def details_unfold(self):
        summary = self._see("button", "How deep it is")
        assert has(summary, "expandable") and not has(summary, "expanded")
        assert not self._find("paragraph", "Nobody knows.")
        assert Atspi.Action.do_action(summary.get_action_iface(), 0)
        self._see("paragraph", "Nobody knows.")
        assert has(summary, "expanded")
        # By the keyboard, too: it comes after the three links that lead elsewhere, and the one that leads to the end.
        self.gazette.click(self._see("heading", TITLE))
        self.gazette.press("Tab", "Tab", "Tab", "Tab", "space")
        wait("the details to fold", lambda: not self._find("paragraph", "Nobody knows.") and not has(summary, "expanded"))

    def links_can_be_followed(self):
        assert not is_on_screen(self._see("heading", "The end"), self._page)
        assert Atspi.Action.do_action(self._see("link", "the end").get_action_iface(), 0)
        wait("the page to be at its end", lambda: is_on_screen(self._see("heading", "The end"), self._page))
        self.gazette.press("Home")
        wait("the page to be at its beginning", lambda: is_on_screen(self._see("heading", TITLE), self._page))

    def the_wheel_goes_past_code(self):
        code = self._see("text", "Code: python")
        before = get_extents(code)
        self._point_at(code)
        xdotool("click", 5)
        wait("the page to scroll", lambda: get_extents(code).y < before.y)
        self._point_at(code)
        xdotool("keydown", "shift", "click", 5, "keyup", "shift")
        wait("the code to scroll", lambda: get_extents(code).x < before.x)
        aside = get_extents(code).x
        xdotool("click", 7)
        wait("the code to scroll on", lambda: get_extents(code).x < aside)

    def the_text_has_a_menu(self):
        self.gazette.press("Home")
        self.gazette.click(self._see("heading", "What it takes"), button=3)
        self.gazette.see("menu item")
        # A is that of "Select All": what is selected can be copied from the menu, next time.
        self.gazette.press("a")
        self.gazette.miss("menu item")
        text = self._page.get_text_iface()
        wait("all to be selected", lambda: Atspi.Text.get_n_selections(text) == 1)

    def cells_and_code_have_one_too(self):
        self.gazette.press("Escape", "Home")
        for role, name in (("table cell", "Metres"), ("text", "Code: python")):
            node = self._see(role, name)
            self.gazette.click(node, button=3)
            self.gazette.see("menu item")
            self.gazette.press("a")
            self.gazette.miss("menu item")
            text = node.get_text_iface()
            wait("all of it to be selected", lambda text=text: Atspi.Text.get_n_selections(text) == 1)

    @tolerates(COMPLETION)
    def the_page_becomes_a_pdf(self):
        path = self._folder / "harbour.pdf"
        self._choose("e")
        self.gazette.choose_export("Paper (PDF)", 3)
        self._save_in("Export", path)
        wait("the file", lambda: path.exists() and path.read_bytes().startswith(b"%PDF-"))
        self.gazette.see("button", "Open")

    def the_page_can_be_printed(self):
        self.gazette.press("ctrl+p")
        find_window("Print")
        # The window behind it is not to be used meanwhile.
        self._close_window("Print")

    @tolerates(COMPLETION)
    def the_picture_is_saved(self):
        path = self._folder / "ship.png"
        self.gazette.click(self._see("image", "The ship at work"))
        self.gazette.click(self.gazette.see("button", "Save Picture As…"))
        self._save_in("Save Picture", path)
        wait("the file", lambda: path.exists() and path.read_bytes() == SHIP)
        self.gazette.press("Escape")
        self.gazette.miss("button", "Save Picture As…")

    def the_program_ends(self):
        self.gazette.quit()


def search_window(title):
    """The windows with a title that are on the screen."""
    words = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
    return subprocess.run(words, capture_output=True, text=True).stdout.split()


def find_window(title):
    """Waits for a window with a title."""
    return wait(f"a window “{title}”", lambda: search_window(title))[0]


def is_on_screen(node, page):
    """Whether something of the page is on the screen."""
    place, frame = get_extents(node), get_extents(page)
    return frame.y <= place.y and place.y + place.height <= frame.y + frame.height


if __name__ == "__main__":
    sys.exit(tell(Harbour, SERVER, make_site))
