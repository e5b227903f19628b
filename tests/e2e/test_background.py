#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_background.py GAZETTE SERVER – Gazette goes on when its window is closed, and tells of new articles.

The desktop is played here: its background portal and its notifications, on the
session bus of the test. Time passes in the library: the source was fetched a day
before. GAZETTE is the program, SERVER is tests/server's. Runs under
tests/with-display.
"""

import json
import os
import pathlib
import sqlite3
import sys
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from person import Gazette, Story, is_seen, tell, turn_on_background, wait  # noqa: E402

GAZETTE, SERVER = sys.argv[1:3]

SITE = "The Harbour Post"
FIRST = "The lighthouse has a new lamp"
SECOND = "The ferry sails again"
THIRD = "Fog until noon"

PORTAL = """<node><interface name="org.freedesktop.portal.Background">
<method name="RequestBackground"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="o" direction="out"/></method>
<method name="SetStatus"><arg type="a{sv}" direction="in"/></method>
</interface></node>"""

NOTIFICATIONS = """<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""


class Desktop:
    """What of a desktop Gazette talks to, and what it was told."""

    def __init__(self):
        self.requests = []
        self.statuses = []
        self.shown = {}
        self.connection = None
        ready = threading.Event()
        threading.Thread(target=self._run, args=[ready], daemon=True).start()
        assert ready.wait(60)

    def _run(self, ready):
        context = GLib.MainContext.new()
        context.push_thread_default()
        self.connection = Gio.DBusConnection.new_for_address_sync(
            Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION, None),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )
        for path, xml in (
            ("/org/freedesktop/portal/desktop", PORTAL),
            ("/org/freedesktop/Notifications", NOTIFICATIONS),
        ):
            interface = Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0]
            self.connection.register_object(path, interface, self._called, None, None)
        for name in ("org.freedesktop.portal.Desktop", "org.freedesktop.Notifications"):
            self.connection.call_sync(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                GLib.Variant("(su)", (name, 4)), None, Gio.DBusCallFlags.NONE, -1, None,
            )
        ready.set()
        GLib.MainLoop.new(context, False).run()

    def _called(self, connection, sender, path, interface, method, parameters, invocation):
        words = parameters.unpack()
        if method == "RequestBackground":
            options = words[1]
            handle = f"/org/freedesktop/portal/desktop/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
            self.requests.append(options)
            invocation.return_value(GLib.Variant("(o)", (handle,)))
            results = {
                "background": GLib.Variant("b", True),
                "autostart": GLib.Variant("b", options["autostart"]),
            }
            connection.emit_signal(
                sender, handle, "org.freedesktop.portal.Request", "Response", GLib.Variant("(ua{sv})", (0, results))
            )
        elif method == "SetStatus":
            self.statuses.append(words[0]["message"])
            invocation.return_value(None)
        elif method == "Notify":
            number = words[1] or len(self.shown) + 1
            self.shown[number] = (words[3], words[4], words[5])
            invocation.return_value(GLib.Variant("(u)", (number,)))
        elif method == "CloseNotification":
            self.shown.pop(words[0], None)
            invocation.return_value(None)
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["actions", "body"],)))
        else:
            invocation.return_value(GLib.Variant("(ssss)", ("test", "test", "1", "1.2")))

    def click(self, number):
        """Clicks a notification, which goes with that."""
        del self.shown[number]
        self.connection.emit_signal(
            None, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
            GLib.Variant("(us)", (number, "default")),
        )


def make_answer(*titles):
    """What the site has published."""
    return {
        "headers": {"Content-Type": "application/feed+json"},
        "json": {
            "version": "https://jsonfeed.org/version/1.1",
            "title": SITE,
            "items": [{"id": title, "title": title, "content_text": "Words."} for title in titles],
        },
    }


def make_site(folder):
    script = folder / "script.json"
    script.write_text(json.dumps({"/feed.json": [make_answer(FIRST), make_answer(SECOND, FIRST), make_answer(THIRD, SECOND, FIRST)]}))
    return script


def let_a_day_pass():
    """What was fetched just now was fetched a day ago."""
    library = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "gazette" / "library.db"
    with sqlite3.connect(library) as connection:
        connection.execute("UPDATE sources SET fetched = fetched - 86400 WHERE fetched > 0")
    connection.close()


class Harbour(Story):
    def a_site_is_added(self):
        self.desktop = Desktop()
        self.gazette = Gazette(GAZETTE)
        self.gazette.click(self.gazette.see("button", "Add Source"))
        self.gazette.see("text", "Web Address")
        self.gazette.type(f"{self.server.base}/feed.json")
        self.gazette.press("Return")
        self.gazette.click(self.gazette.see("button", "Add"))
        self.gazette.see("list item", FIRST, inside="Headlines")
        self.gazette.miss("text", "Web Address")

    def it_is_to_go_on_without_a_window(self):
        turn_on_background(self.gazette)
        wait("the portal", lambda: len(self.desktop.requests) == 2)
        assert "new articles" in self.desktop.requests[0]["reason"], self.desktop.requests
        assert not self.desktop.requests[0]["autostart"]
        assert self.desktop.requests[1]["autostart"]
        assert self.desktop.requests[1]["commandline"] == ["gazette", "--background"]
        self.gazette.press("Escape")
        self.gazette.miss("check box", "Tell of New Articles")

    def it_goes_on_when_the_window_is_closed(self):
        self.gazette.press("ctrl+w")
        wait("no window", lambda: not any(is_seen(frame) for frame in self.gazette._find("frame")))
        wait("its status", lambda: any("unread" in status for status in self.desktop.statuses))
        assert self.gazette.process.poll() is None

    def it_comes_back_when_it_is_started_again(self):
        again = Gazette(GAZETTE, has_window=False)
        wait("the end of the second one", lambda: again.process.poll() == 0)
        self.gazette.find_window()
        self.gazette.see("list item", FIRST, inside="Headlines")
        self.gazette.quit()

    def it_starts_with_the_session_and_tells_what_is_new(self):
        let_a_day_pass()
        self.gazette = Gazette(GAZETTE, "--background", has_window=False)
        wait("a notification", lambda: self.desktop.shown)
        title, body, actions = next(iter(self.desktop.shown.values()))
        assert (title, body) == ("1 new article", SITE), (title, body)
        assert "default" in actions, actions

    def who_looks_needs_no_notification(self):
        again = Gazette(GAZETTE, has_window=False)
        wait("the end of the second one", lambda: again.process.poll() == 0)
        self.gazette.find_window()
        wait("no notification", lambda: not self.desktop.shown)
        self.gazette.quit()

    def a_click_leads_to_what_is_new(self):
        let_a_day_pass()
        self.gazette = Gazette(GAZETTE, "--background", has_window=False)
        wait("a notification", lambda: self.desktop.shown)
        self.desktop.click(next(iter(self.desktop.shown)))
        self.gazette.find_window()
        self.gazette.see("toggle button", SITE)
        self.gazette.see("list item", THIRD, inside="Headlines")

    def ctrl_q_ends_it(self):
        self.gazette.quit()


if __name__ == "__main__":
    sys.exit(tell(Harbour, SERVER, make_site))
