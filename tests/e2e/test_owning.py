#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_owning.py GAZETTE SERVER – what a person has comes from elsewhere and goes elsewhere: a second start hands its
address to the window that is there; pages are imported; articles and the list of sources are exported; a backup is
made, and restored where there is nothing yet and the site is gone.

GAZETTE is the program, SERVER is tests/server's. Runs under tests/with-display.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import zipfile

from person import (
    COMPLETION, IS_SAVED, Gazette, Story, is_seen, make_picture, measure_colour, tell, tolerates, wait, xdotool
)

GAZETTE, SERVER = sys.argv[1:3]

WORDS = "The quay is swept before the boats come in, and again when they have gone out. " * 6
SAVED = "A day on the quay"
ADDED = "News of the tide"
CLIPPED = "How ropes are made"
IMPORTED = "Where sails are mended"
COLOUR = (60, 120, 160)
SOUND = b"ID3 the bells of the harbour"


def make_page(title):
    return f"<!DOCTYPE html><title>{title}</title><article><h1>{title}</h1><p>{WORDS}</p></article>"


def make_site(folder):
    """Two feeds, and two pages that are in none."""
    quay = {
        "title": SAVED,
        "content_html": f"<p>{WORDS}</p><img src='{{{{base}}}}/quay.png'>",
        "attachments": [{"url": "{{base}}/bells.mp3", "mime_type": "audio/mpeg", "title": "The bells"}],
    }
    write_feed(folder / "quay.json", "The Quay", quay)
    write_feed(folder / "tide.json", "The Tide", {"title": ADDED, "content_html": f"<p>{WORDS}</p>"})
    (folder / "quay.png").write_bytes(make_picture(COLOUR, 320, 120))
    (folder / "bells.mp3").write_bytes(SOUND)
    (folder / "ropes.html").write_text(make_page(CLIPPED))
    (folder / "sails.html").write_text(make_page(IMPORTED))


def write_feed(path, title, item):
    path.write_text(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title, "items": [{"id": title, **item}]})
    )


def read_backup(path):
    """What a backup says of articles, files and highlights; and the names of pictures and files, which are their hashes."""
    with zipfile.ZipFile(path) as backup:
        names = {name for name in backup.namelist() if name.startswith(("pictures/", "files/"))}
        articles = [json.loads(line) for line in backup.read("tables/articles.jsonl").splitlines()]
        contents = [json.loads(line) for line in backup.read("tables/contents.jsonl").splitlines()]
    kept = {(row["title"], row["url"], row["saved"], row["read"]) for row in articles}
    texts = {row["html"] for row in contents}
    return names | kept | texts


def search_window(title):
    """The windows with a title that are on the screen."""
    words = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
    return subprocess.run(words, capture_output=True, text=True).stdout.split()


class Quay(Story):
    def __init__(self, server, site):
        super().__init__(server, site)
        self._files = pathlib.Path(tempfile.mkdtemp(dir=os.environ["XDG_DATA_HOME"]))
        self._backup = self._files / "all.zip"

    def _choose(self, *letters):
        """Chooses from the main menu, whose items have no names, and from the menu that opens in it."""
        self.gazette.press("F10")
        self.gazette.see("menu item")
        for letter in letters[:-1]:
            # As long as both menus are there, a letter may stand for something in either.
            n = self._count_items()
            self.gazette.press(letter)
            wait("the menu in the menu", lambda n=n: 0 < self._count_items() < n)
        self.gazette.press(letters[-1])
        self.gazette.miss("menu item")

    def _count_items(self):
        return sum(is_seen(node) for node in self.gazette._find("menu item"))

    def _answer(self, title, path):
        """Types the name of a new file in the dialog that asks for one."""
        window = wait(f"a window “{title}”", lambda: search_window(title))[0]
        xdotool("windowfocus", "--sync", window)
        self.gazette.press("ctrl+a")
        self.gazette.type(str(path))
        self.gazette.press("Return")
        wait(f"no window “{title}”", lambda: not search_window(title))
        xdotool("windowfocus", "--sync", self.gazette.window)

    def _show(self, shown, wanted):
        """Shows another view or source than the one that is shown."""
        self.gazette.click(self.gazette.see("toggle button", shown))
        self.gazette.click(self.gazette.see("list item", wanted, inside="Views and Sources"))
        self.gazette.miss("list", "Views and Sources")

    def _activate(self, name):
        """Presses a button on the page as a screen reader does: GTK tells of its place without the bar above."""
        self.gazette.see("button", name).get_action_iface().do_action(0)

    def _start_again(self, *words):
        """Starts the program once more, which hands over what it was given and ends."""
        subprocess.run([GAZETTE, *words], check=True, timeout=60)
        assert self.gazette.process.poll() is None

    def _see(self, title, description=None):
        return self.gazette.see("list item", title, description, inside="Headlines")

    def an_article_is_saved_with_its_sound(self):
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base.removeprefix('http://')}/quay.json")
        self.gazette.press("Return")
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.click(self._see(SAVED))
        # How large it is has to be asked for first.
        assert self.server.count_hits("/bells.mp3") == 0
        self.gazette.see("label", re.compile("size unknown$"))
        self._activate("Check Size")
        self.gazette.see("label", re.compile(f"{len(SOUND)} bytes$"))
        self._activate("Keep a Copy")
        self.gazette.see("button", "Remove Copy")
        self._see(SAVED, IS_SAVED)

    def a_second_start_adds_a_source(self):
        self._start_again("--add", f"{self.server.base}/tide.json")
        self.gazette.click(self.gazette.see("button", "Add"))
        self._see(ADDED)
        # What is saved is in sight from now on.
        self._show("The Tide", "Saved")
        self._see(SAVED)

    def a_second_start_saves_a_page(self):
        self._start_again(f"{self.server.base}/ropes.html")
        self._see(CLIPPED, IS_SAVED)

    def pages_are_imported(self):
        path = self._files / "import" / "pages.txt"
        path.parent.mkdir()
        path.write_text(f"{self.server.base}/sails.html\n")
        self._start_again(str(path))
        self.gazette.see("label", "1 page was found")
        # What comes next is what the keyboard does.
        self.gazette.press("Return")
        self.gazette.see("label", "1 of 1 page")
        self._see(IMPORTED, IS_SAVED)
        self.gazette.press("Escape")
        self.gazette.miss("label", "Last Import")

    @tolerates(COMPLETION)
    def articles_are_exported(self):
        path = self._files / "saved.epub"
        self._choose("e", "a")
        self.gazette.click(self.gazette.see("button", "Export…"))
        self._answer("Export", path)
        wait("the file", path.exists)
        with zipfile.ZipFile(path) as book:
            assert book.read("mimetype") == b"application/epub+zip"
            texts = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xhtml")).decode()
        assert SAVED in texts
        # What comes with it is named, and where it is.
        assert f"{self.server.base}/bells.mp3" in texts

    @tolerates(COMPLETION)
    def sources_go_to_another_reader(self):
        path = self._files / "sources.opml"
        self._choose("e", "s")
        self._answer("Export Sources", path)
        wait("the file", path.exists)
        text = path.read_text()
        assert f'text="The Quay" title="The Quay" type="jsonfeed" xmlUrl="{self.server.base}/quay.json"' in text, text
        assert "gazette:" not in text, text

    @tolerates(COMPLETION)
    def a_backup_is_made(self):
        self._choose("b")
        self._answer("Back Up", self._backup)
        wait("the file", self._backup.exists)
        with zipfile.ZipFile(self._backup) as backup:
            assert backup.testzip() is None
            names = backup.namelist()
        assert sum(name.startswith("pictures/") for name in names) == 1, names
        assert sum(name.startswith("files/") for name in names) == 1, names
        self.gazette.quit()

    def it_is_restored_on_another_machine(self):
        self.server.stop()
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(self._files / "elsewhere" / name)
        self.gazette = Gazette(GAZETTE, str(self._backup))
        # The window shows what it showed last, which is nothing here.
        self.gazette.see("label", "Nothing Saved")
        self.gazette.see("alert", "Restore This Backup?")
        self.gazette.press("Return")
        self.gazette.miss("alert", "Restore This Backup?")
        for title in (CLIPPED, IMPORTED):
            self._see(title, IS_SAVED)
        self.gazette.click(self._see(SAVED, IS_SAVED))
        self.gazette.read(WORDS.strip(), name=SAVED)
        wait("the picture's colour", lambda: measure_colour(*COLOUR))
        self.gazette.see("button", "Remove Copy")

    @tolerates(COMPLETION)
    def what_was_restored_is_what_was_there(self):
        again = self._files / "again.zip"
        self._choose("b")
        self._answer("Back Up", again)
        wait("the file", again.exists)
        former, present = (read_backup(path) for path in (self._backup, again))
        assert former == present, former.symmetric_difference(present)
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Quay, SERVER, make_site))
