#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_release.py SOURCE VERSION

Fails unless NEWS and the AppStream data tell of the same versions, the newest
of which is that of the project, each newer than the one below it.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree

HEADING = re.compile(r"^Gazette (\d+\.\d+\.\d+) \((not yet released|\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)


def number(version):
    return tuple(int(part) for part in version.split("."))


def faults(source, version):
    news = HEADING.findall((source / "NEWS").read_text(encoding="utf-8"))
    metainfo = xml.etree.ElementTree.parse(source / "data/io.github.gazette_reader.Gazette.metainfo.xml.in")
    releases = [(release.get("version"), release.get("date"), release.get("type", "stable"))
                for release in metainfo.iter("release")]
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        yield f"“{version}” is no version in three numbers."
    if [name for name, _ in news] != [name for name, _, _ in releases]:
        yield f"NEWS tells of {[name for name, _ in news]}, AppStream of {[name for name, _, _ in releases]}."
        return
    if not news or news[0][0] != version:
        yield f"The newest version in NEWS is not {version}."
    for (newer, _), (older, _) in zip(news, news[1:]):
        if number(newer) <= number(older):
            yield f"{newer} stands above {older}."
    for (name, day), (_, date, kind) in zip(news, releases):
        if (day == "not yet released") != (kind == "development"):
            yield f"NEWS says of {name}: {day}, AppStream: {kind}."
        if day != "not yet released" and day != date:
            yield f"{name} is of {day} in NEWS, of {date} in AppStream."


def main():
    found = list(faults(pathlib.Path(sys.argv[1]), sys.argv[2]))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
