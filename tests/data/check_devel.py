#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_devel.py SOURCE APP-ID

Fails unless the development version is installed under names of its own, and
nothing in what the desktop reads of it names the other one.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

# The folders of a desktop, where a name belongs to one application.
FOLDERS = ("applications", "dbus-1", "glib-2.0", "icons", "metainfo")


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def faults(source, app_id, build):
    run("meson", "setup", build, source, "-Dprofile=development", "-Dtests=false")
    installed = json.loads(run("meson", "introspect", build, "--installed"))
    files = [file for file in map(pathlib.Path, installed) if file.parent == build / "data"]
    # The others are made by setup.
    translated = [str(file.relative_to(build)) for file in files if file.name.endswith((".desktop", ".metainfo.xml"))]
    run("ninja", "-C", build, "data/gschemas.compiled", *translated)

    of_desktop = [path for path in installed.values() if set(pathlib.Path(path).parts) & set(FOLDERS)]
    if len(of_desktop) != 6:
        yield f"{len(of_desktop)} files are installed for the desktop, not 6."
    for path in of_desktop:
        if not re.match(rf"{re.escape(app_id)}\.Devel\b", pathlib.Path(path).name):
            yield f"{path} is installed where the other one's are."
    if len(files) != len(of_desktop):
        yield f"{len(files)} files are made for the desktop, {len(of_desktop)} installed."
    for file in files:
        text = file.read_text(encoding="utf-8")
        if found := re.search(rf"{re.escape(app_id)}(?!\.Devel).*|/{app_id.replace('.', '/')}/(?!Devel/).*", text):
            yield f"{file.name} speaks of the other one: {found.group()}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        found = list(faults(pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(folder) / "build"))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
