#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_catalogue.py CATALOGUE DIALECTS WIDGET – the catalogue holds what it promises.

CATALOGUE is the file, DIALECTS the folder of those that are built in, WIDGET the
source that knows the names of topics and languages.
"""

import json
import pathlib
import re
import sys
import urllib.parse


def find_faults(source, dialects, titles):
    """What is wrong with an entry, in words."""
    wanted = {"topic", "language", "dialect", "name", "address"}
    if source.keys() != wanted:
        yield f"it has {sorted(source)}, not {sorted(wanted)}"
        return
    if source["dialect"] not in dialects:
        yield f"there is no dialect “{source['dialect']}”"
    else:
        key = dialects[source["dialect"]].get("request", {}).get("key", {})
        if key.get("required"):
            yield "it wants a key, which a newcomer does not have"
    for kind in ("topic", "language"):
        if source[kind] not in titles:
            yield f"the {kind} “{source[kind]}” has no title"
    address = urllib.parse.urlsplit(source["address"])
    if address.scheme != "https" or not address.hostname or "." not in address.hostname:
        yield "its address is not one of https"
    if not source["name"].strip():
        yield "it has no name"


def main():
    catalogue, folder, widget = map(pathlib.Path, sys.argv[1:4])
    sources = json.loads(catalogue.read_text())["sources"]
    files = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    dialects = {dialect["id"]: dialect for dialect in files}
    titles = set(re.findall(r'^  \{ "([a-z-]+)", ', widget.read_text(), re.MULTILINE))
    faults = [f"{source.get('name')}: {fault}" for source in sources for fault in find_faults(source, dialects, titles)]
    addresses = [source["address"] for source in sources]
    faults += [f"{address} is there twice" for address in set(addresses) if addresses.count(address) > 1]
    if len(sources) < 36:
        faults.append(f"a few dozen are promised, not {len(sources)}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
