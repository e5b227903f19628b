#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""portal.py FOLDER – the part of a desktop that xdg-desktop-portal asks for.

A desktop shows dialogs, notifications and what runs in the background. This one
says yes to all that is asked, saves files in FOLDER under the name that is
proposed, and writes a line of JSON about each call to its standard output: the
name of the method and the arguments. Its first line is "ready", or what is wrong.
A line on its input clicks the last notification.
"""

import json
import pathlib
import sys

from gi.repository import Gio, GLib

NAME = "org.freedesktop.impl.portal.desktop.gazette_test"
PATH = "/org/freedesktop/portal/desktop"
PREFIX = "org.freedesktop.impl.portal."

# The interfaces, as xdg-desktop-portal documents them: the methods with the types
# of what they are given and of what they answer, signals, properties.
INTERFACES = """
<node>
  <interface name="org.freedesktop.impl.portal.Access">
    <method name="AccessDialog">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.impl.portal.AppChooser">
    <method name="ChooseApplication">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
    <method name="UpdateChoices"><arg type="o" direction="in"/><arg type="as" direction="in"/></method>
  </interface>
  <interface name="org.freedesktop.impl.portal.Background">
    <method name="GetAppState"><arg type="a{sv}" direction="out"/></method>
    <method name="NotifyBackground">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
    <method name="EnableAutostart">
      <arg type="s" direction="in"/><arg type="b" direction="in"/><arg type="as" direction="in"/>
      <arg type="u" direction="in"/><arg type="b" direction="out"/>
    </method>
    <signal name="RunningApplicationsChanged"/>
  </interface>
  <interface name="org.freedesktop.impl.portal.FileChooser">
    <method name="OpenFile">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
    <method name="SaveFile">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.impl.portal.Notification">
    <method name="AddNotification">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
    </method>
    <method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
    <property name="SupportedOptions" type="a{sv}" access="read"/>
    <property name="version" type="u" access="read"/>
  </interface>
</node>
"""


def tell(line):
    print(line, flush=True)


class Desktop:
    """What answers the calls."""

    def __init__(self, bus, folder):
        self.bus = bus
        self.folder = folder
        self.notification = None
        for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
            bus.register_object(PATH, interface, self.call, self.get_property, None)

    def call(self, bus, sender, path, interface, method, parameters, invocation):
        given = parameters.unpack()
        tell(json.dumps([f"{interface.removeprefix(PREFIX)}.{method}", given], default=str))
        if method == "AddNotification":
            self.notification = parameters
        invocation.return_value(self.answer(method, given))

    def answer(self, method, given):
        """What is answered to a call."""
        if method == "SaveFile":
            name = given[4].get("current_name", "unnamed")
            return self.succeed({"uris": GLib.Variant("as", [(self.folder / name).as_uri()])})
        if method == "ChooseApplication":
            choices, options = given[3:]
            return self.succeed({"choice": GLib.Variant("s", (choices or [options["last_choice"]])[0])})
        if method == "NotifyBackground":
            return self.succeed({"result": GLib.Variant("u", 1)})
        if method == "EnableAutostart":
            return GLib.Variant("(b)", (given[1],))
        if method == "GetAppState":
            return GLib.Variant("(a{sv})", ({},))
        return None if method in ("AddNotification", "RemoveNotification", "UpdateChoices") else self.succeed({})

    @staticmethod
    def succeed(results):
        return GLib.Variant("(ua{sv})", (0, results))

    @staticmethod
    def get_property(bus, sender, path, interface, name):
        return GLib.Variant("u", 2) if name == "version" else GLib.Variant("a{sv}", {})

    def click(self, *_):
        """Clicks the last notification: a desktop activates the action that an application exports for that."""
        sys.stdin.readline()
        app_id, _, content = (self.notification.get_child_value(index) for index in range(3))
        app_id = app_id.unpack()
        action = content.lookup_value("default-action", None).unpack().removeprefix("app.")
        target = content.lookup_value("default-action-target", None)
        self.bus.call(
            app_id, f"/{app_id.replace('.', '/')}", "org.freedesktop.Application", "ActivateAction",
            GLib.Variant("(sava{sv})", (action, [] if target is None else [target], {})),
            None, Gio.DBusCallFlags.NONE, -1, None, None,
        )
        return GLib.SOURCE_CONTINUE


def main():
    loop = GLib.MainLoop()

    def acquired(bus, name):
        desktop = Desktop(bus, pathlib.Path(sys.argv[1]))
        GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN, desktop.click)

    def lost(bus, name):
        tell(f"{NAME} is not to be had")
        loop.quit()

    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, acquired, lambda bus, name: tell("ready"),
                     lost)
    loop.run()


if __name__ == "__main__":
    main()
