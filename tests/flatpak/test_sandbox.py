#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_sandbox.py SERVER OLDER NEWER – Gazette from a Flatpak, as a person has it.

The bundle OLDER is installed, and used: a source is added, an article saved. Then
NEWER takes its place, without the site. What leaves the sandbox goes through
portals: xdg-desktop-portal, with portal.py for a desktop. SERVER is tests/server's.
Runs under tests/with-display, in a Flatpak installation that FLATPAK_USER_DIR
names; what is in there for the application is removed at the end.

GAZETTE_PICTURES is a folder for pictures of it.
"""

import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from person import Gazette, Server, Story, has, is_seen, photograph, running, tell, turn_on_background, wait, xdotool  # noqa: E402

SERVER, OLDER, NEWER = sys.argv[1:4]
# How long the portals have to end, in seconds.
PATIENCE = 10
APP_ID = "io.github.gazette_reader.Gazette"
HERE = pathlib.Path(__file__).resolve().parent

SITE = "The Harbour Post"
TITLE = "The lighthouse has a new lamp"
OTHER = "Tide tables for the week"
WORDS = "It was carried up all hundred and twelve steps by hand."
GROWING = "The Island Courier"
FERRY = "The ferry sails again"
BRIDGE = "The bridge is open"
# With it a text is no excerpt, of which Gazette would want the whole.
REST = ("Whoever came to the harbour that day could see it from the pier, and many stayed until it was dark. "
        "The keeper says that the old lamp will be shown in the hall, beside the bell and the boat of the pilots. "
        "Children of the school have written down what the older people of the town remember, and their teacher has bound it. "
        "There is tea in the hall on the first Sunday of the month, and the door is open from ten to four, in winter too.")
SECRET = "Nobody but me may read this."


def make_feed(title, *articles):
    """A JSON Feed of articles, each a title and some words."""
    items = [
        {
            "id": name,
            "url": f"article-{number}.html",
            "title": name,
            "date_published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600 * number)),
            "content_html": f"<p>{words}</p><p>{REST}</p>",
        }
        for number, (name, words) in enumerate(articles, 1)
    ]
    return {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}


def make_site(folder):
    """A feed of two articles."""
    (folder / "feed.json").write_text(json.dumps(make_feed(SITE, (TITLE, WORDS), (OTHER, "High water at eight."))))


def make_growing_site(folder):
    """A feed that has one more article when it is asked again."""
    ferry, bridge = (FERRY, "It sails."), (BRIDGE, "It is open.")
    answers = [
        {"headers": {"Content-Type": "application/feed+json"}, "json": make_feed(GROWING, *articles)}
        for articles in ([ferry], [bridge, ferry])
    ]
    script = folder / "script.json"
    script.write_text(json.dumps({"/feed.json": answers}))
    return script


def add_source(gazette, server):
    """Adds the feed of a server."""
    gazette.click(gazette.see("button", "Add Source"))
    gazette.see("text", "Web Address")
    gazette.type(f"{server.base.removeprefix('http://')}/feed.json")
    gazette.press("Return")
    gazette.see("heading", "This looks like JSON Feed")
    gazette.click(gazette.see("button", "Add"))
    gazette.miss("text", "Web Address")


def let_a_day_pass(library):
    """What was fetched just now was fetched a day ago."""
    with contextlib.closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("UPDATE sources SET fetched = fetched - 86400 WHERE fetched > 0")


def flatpak(*words, check=True):
    """Runs flatpak, and returns what it says."""
    result = subprocess.run(["flatpak", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert result.returncode == 0 or not check, f"flatpak {' '.join(words)}: {result.stdout}"
    return result.stdout.strip()


def within(script):
    """Runs a script in a sandbox as Gazette's is, and returns what it says."""
    return flatpak("--user", "run", "--command=sh", APP_ID, "-c", script)


class Packaged(Gazette):
    """The program in its sandbox, where it has other numbers than out here."""

    def __init__(self, *words, has_window=True):
        super().__init__("flatpak", "--user", "run", APP_ID, *words, has_window=has_window)

    def _is_application(self, application):
        return application.get_child_count() > 0

    def _find_window(self):
        found = xdotool("search", "--onlyvisible", "--class", "gazette").split()
        return found[0] if found else None


class Desktop:
    """xdg-desktop-portal, what it asks, and a browser."""

    def __init__(self, folder):
        self.folder = folder
        self.files = folder / "files"
        self.opened = folder / "opened"
        self.log = (folder / "calls").open("w+")
        for name in ("files", "portals"):
            (folder / name).mkdir()
        (folder / "portals" / "test.portal").write_text(
            "[portal]\nDBusName=org.freedesktop.impl.portal.desktop.gazette_test\nUseIn=gazette_test\nInterfaces="
            + "".join(
                f"org.freedesktop.impl.portal.{name};"
                for name in ("Access", "AppChooser", "Background", "FileChooser", "Notification")
            ) + "\n"
        )
        (folder / "portals" / "portals.conf").write_text("[preferred]\ndefault=test\n")
        self._add_browser()
        # Where a sandbox looks for the documents: the folder is one of this test's own.
        runtime = pathlib.Path(f"/run/user/{os.getuid()}")
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        self.documents = subprocess.Popen(["/usr/libexec/xdg-document-portal"])
        # Not everybody may mount a file system within an environment such as dev's.
        wait("the documents", lambda: self._get_pid("org.freedesktop.portal.Documents") or not self.has_documents())
        self.backend = subprocess.Popen(
            [HERE / "portal.py", self.files], stdin=subprocess.PIPE, stdout=self.log, text=True
        )
        wait("the desktop", lambda: "ready" in self.read_log())
        self.frontend = subprocess.Popen(
            ["/usr/libexec/xdg-desktop-portal"],
            env={**os.environ, "XDG_DESKTOP_PORTAL_DIR": str(folder / "portals"), "XDG_CURRENT_DESKTOP": "gazette_test"},
        )
        wait("the portals", lambda: self._get_pid("org.freedesktop.portal.Desktop"))

    def _add_browser(self):
        """What opens links writes them down."""
        applications = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "applications"
        applications.mkdir()
        (applications / "test-browser.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Browser\nExec=sh -c 'echo \"$0\" >>{self.opened}' %u\n"
            "MimeType=x-scheme-handler/http;\n"
        )
        (applications / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n"
        )

    def has_documents(self):
        """Whether a sandbox can get a file of outside."""
        return self.documents.poll() is None

    def read_log(self):
        return pathlib.Path(self.log.name).read_text()

    def calls(self, method):
        """The arguments of each call of a method so far."""
        lines = [json.loads(line) for line in self.read_log().splitlines() if line.startswith("[")]
        return [given for name, given in lines if name == method]

    def wait_for_call(self, method):
        """Waits until a method was called, and returns the arguments of its last call."""
        return wait(f"a call of {method}", lambda: self.calls(method))[-1]

    def click_notification(self):
        """Clicks what was told last."""
        print(file=self.backend.stdin, flush=True)

    @staticmethod
    def _get_pid(name):
        """The process that has a name on the bus."""
        answer = subprocess.run(
            ["gdbus", "call", "--session", "--dest=org.freedesktop.DBus", "--object-path=/org/freedesktop/DBus",
             "--method=org.freedesktop.DBus.GetConnectionUnixProcessID", name],
            capture_output=True, text=True, check=False,
        ).stdout
        return int(answer.strip("()\n,").split()[-1]) if answer else None

    def end(self):
        """Ends it all."""
        for process in (self.frontend, self.backend, self.documents):
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                # The portal of documents may wait for itself while it unmounts.
                process.kill()
                process.wait()


class Harbour(Story):
    def __init__(self, server, site):
        super().__init__(server, site)
        self._folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self._folder.name)
        self.home = folder / "home"
        self.home.mkdir()
        os.environ["HOME"] = str(self.home)
        # Here they have a say, and settings are kept where a sandbox keeps them.
        for name in ("ADW_DISABLE_PORTAL", "GDK_DEBUG", "GSETTINGS_BACKEND"):
            os.environ.pop(name, None)
        self.app = self.home / ".var" / "app" / APP_ID
        self.desktop = None
        self._desktop_folder = folder

    def _end(self):
        super()._end()
        running.clear()
        flatpak("kill", APP_ID, check=False)
        flatpak("--user", "uninstall", "--noninteractive", "--delete-data", APP_ID, check=False)
        if self.desktop is not None:
            self.desktop.end()
        self._folder.cleanup()

    def _explain(self, name):
        super()._explain(name)
        for line in self.desktop.read_log().splitlines() if self.desktop is not None else []:
            print("# a call:", line)

    def _shot(self, name):
        """A picture for those who look at it, where GAZETTE_PICTURES says."""
        if "GAZETTE_PICTURES" in os.environ:
            time.sleep(1)
            photograph(pathlib.Path(os.environ["GAZETTE_PICTURES"]) / f"{name}.png")

    def a_desktop_is_there(self):
        self.desktop = Desktop(self._desktop_folder)

    def an_older_version_is_installed(self):
        flatpak("--user", "install", "--noninteractive", "--bundle", OLDER)

    def it_asks_for_little(self):
        permissions = flatpak("--user", "info", "--show-permissions", APP_ID)
        assert "filesystems" not in permissions and "System Bus Policy" not in permissions, permissions
        names = [line for line in permissions.splitlines() if line.endswith(("=talk", "=own"))]
        assert names == ["org.freedesktop.secrets=talk"], names

    def it_starts_in_its_sandbox(self):
        self.gazette = Packaged()
        self.gazette.see("list item", "Welcome to Gazette", inside="Headlines")

    def a_source_is_added(self):
        add_source(self.gazette, self.server)

    def an_article_is_saved(self):
        self.gazette.click(self.gazette.see("list item", TITLE, inside="Headlines"))
        self.gazette.read(WORDS, name=TITLE)
        self.gazette.click(self.gazette.see("toggle button", "Save"))
        self.gazette.see("toggle button", "Save", description="Saved for reading offline")
        self._shot("older")

    def its_files_are_in_the_folder_of_the_application(self):
        assert (self.app / "data" / "gazette").is_dir(), list(self.app.rglob("*"))
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            folder = pathlib.Path(os.environ[f"XDG_{name}_HOME"])
            assert not list(folder.rglob("*azette*")), list(folder.rglob("*"))

    def nothing_outside_can_be_read(self):
        for folder in (self.home, self.home / "Documents", pathlib.Path("/var/tmp")):
            folder.mkdir(exist_ok=True)
            secret = folder / f"gazette-secret-{os.getpid()}"
            secret.write_text(SECRET)
            try:
                said = within(f"cat '{secret}' 2>&1; ls -A '{self.home}' /var/tmp /tmp; echo end")
            finally:
                secret.unlink()
            assert SECRET not in said and secret.name not in said.replace(str(secret), "") and said.endswith("end"), said
        # Not even the names of processes out here, nor what the person's bus offers.
        said = within("ls /proc | grep -c '^[0-9]'; gdbus call --session --dest=org.freedesktop.DBus "
                      "--object-path=/org/freedesktop/DBus --method=org.freedesktop.DBus.ListNames")
        assert int(said.splitlines()[0]) < 10, said
        assert "impl.portal" not in said, said

    def a_newer_version_takes_its_place(self):
        self.gazette.click(self.gazette.see("list item", OTHER, inside="Headlines"))
        self.gazette.read("High water at eight", name=OTHER)
        self.gazette.quit()
        self.server.stop()
        before = flatpak("--user", "info", "--show-commit", APP_ID)
        flatpak("--user", "install", "--noninteractive", "--bundle", NEWER)
        assert flatpak("--user", "info", "--show-commit", APP_ID) != before

    def what_was_saved_is_read_without_the_site(self):
        self.gazette = Packaged()
        self.gazette.click(self.gazette.see("list item", TITLE, inside="Headlines"))
        self.gazette.read(WORDS, name=TITLE)
        assert has(self.gazette.see("toggle button", "Save"), "pressed")
        self._shot("newer")

    def a_link_opens_outside(self):
        self.gazette.click(self.gazette.see("button", "Open in Browser"))
        wait("the browser", self.desktop.opened.exists)
        wait("the address", lambda: self.desktop.opened.read_text() == f"{self.server.base}/article-1.html\n")

    def an_export_goes_through_the_file_chooser(self):
        self.gazette.click(self.gazette.see("toggle button", "Article Menu"))
        # GTK tells nothing of what the items of a menu are called: E is that of "Export…".
        self.gazette.see("menu item")
        self.gazette.press("e")
        self.gazette.choose_export("Paper (PDF)", 3)
        handle, app_id, _, title, options = self.desktop.wait_for_call("FileChooser.SaveFile")
        assert (app_id, title) == (APP_ID, "Export"), (handle, app_id, title, options)
        if not self.desktop.has_documents():
            return "the document portal cannot mount its file system here"
        file = self.desktop.files / options["current_name"]
        wait("the file", lambda: file.exists() and file.read_bytes().rstrip().endswith(b"%%EOF"))
        assert file.read_bytes().startswith(b"%PDF"), file.read_bytes()[:20]
        return None

    def it_may_go_on_without_a_window(self):
        self.server = Server(SERVER, make_growing_site(self._desktop_folder))
        add_source(self.gazette, self.server)
        self.gazette.see("list item", FERRY, inside="Headlines")
        turn_on_background(self.gazette)
        # What the session will start is this Flatpak.
        autostart = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "autostart" / f"{APP_ID}.desktop"
        wait("to be started with the session", autostart.exists)
        command = [line for line in autostart.read_text().splitlines() if line.startswith("Exec=")]
        assert command == [f"Exec=flatpak run --command=gazette {APP_ID} --background"], command
        self.gazette.press("Escape")
        self.gazette.miss("check box", "Tell of New Articles")
        self.gazette.press("ctrl+w")
        wait("no window", lambda: not any(is_seen(frame) for frame in self.gazette._find("frame")))
        assert self.gazette.process.poll() is None
        flatpak("kill", APP_ID)
        # It did not end well, as it was ended.
        running.clear()
        wait("its end", lambda: self.gazette.process.poll() is not None)

    def what_is_new_is_told(self):
        let_a_day_pass(self.app / "data" / "gazette" / "library.db")
        self.gazette = Packaged("--background", has_window=False)
        app_id, _, content = self.desktop.wait_for_call("Notification.AddNotification")
        assert (app_id, content["title"], content["body"]) == (APP_ID, "1 new article", GROWING), (app_id, content)
        self.desktop.click_notification()
        self.gazette.find_window()
        self.gazette.see("list item", BRIDGE, inside="Headlines")
        self._shot("told")

    def nothing_is_left_of_it(self):
        self.gazette.quit()
        assert self.app.is_dir()
        flatpak("--user", "uninstall", "--noninteractive", "--delete-data", APP_ID)
        assert not self.app.exists(), list(self.app.rglob("*"))
        installation = pathlib.Path(os.environ["FLATPAK_USER_DIR"])
        # OSTree keeps the folders that names were in.
        left = [str(path) for path in installation.rglob(f"*{APP_ID}*") if not path.is_dir() or path.is_symlink()]
        assert not left, left


if __name__ == "__main__":
    sys.exit(tell(Harbour, SERVER, make_site))
