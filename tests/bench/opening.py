#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""opening.py BUILD [--presses N]

Opens one recorded article after the other by a key, in Gazette and in Liferea
(which shows them in WebKit) where that is installed, and prints how long it
takes until the page is painted and until its picture changes no more, and what
the program and all its processes hold in memory before and after. See README.md. Run it with
../with-display.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from xml.sax.saxutils import escape

import page
import watching

N_ARTICLES = 30
# Where both programs show the article, in windows of the same size; without the
# scroll bar, which fades.
BOX = (720, 120, 1160, 760)
# The first ones warm what the others share, and pass by Gazette's starter edition.
WARM_UP = 10
# A picture that has not changed for so long is the last.
PATIENCE = 1.0


def make_feed(items):
    entries = "".join(
        f"<item><title>{escape(item['title'])}</title><guid isPermaLink=\"false\">{number}</guid>"
        f"<link>{item['url']}</link><pubDate>Thu, 01 Jan 2026 00:{number:02}:00 GMT</pubDate>"
        f"<content:encoded>{escape(item['content_html'])}</content:encoded></item>"
        for number, item in enumerate(items))
    return ('<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<title>Recorded</title><link>http://127.0.0.1/</link><description>-</description>{entries}</channel></rss>")


def measure(command, environment, key, presses):
    screen = watching.Screen()
    with watching.started(command, environment) as process:
        screen.settle(BOX, time.monotonic(), 6)
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", pathlib.Path(command[0]).name],
                                check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1]
        subprocess.run(["xdotool", "windowmove", window, "0", "0", "windowsize", window, str(watching.WIDTH), str(watching.HEIGHT),
                        "windowfocus", window], check=True)
        screen.settle(BOX, time.monotonic(), 3)
        before = watching.memory_of(process.pid)
        times = []
        for number in range(WARM_UP + presses):
            begin = time.monotonic()
            subprocess.run(["xdotool", "key", key], check=True)
            moments = screen.settle(BOX, begin, PATIENCE)
            if number >= WARM_UP:
                times.append(moments)
        painted, settled = zip(*times)
        return statistics.median(painted), max(painted), statistics.median(settled), before, watching.memory_of(process.pid)


def liferea_environment(work, feed):
    home = work / "liferea"
    (home / "config/liferea").mkdir(parents=True)
    (home / "config/liferea/feedlist.opml").write_text(
        '<opml version="1.0"><head><title>Sources</title></head><body><outline title="Recorded" text="Recorded" '
        f'type="rss" xmlUrl="{feed}" updateInterval="-1" sortColumn="time" viewMode="0"/></body></opml>')
    return dict(os.environ, XDG_CONFIG_HOME=f"{home}/config", XDG_DATA_HOME=f"{home}/data", XDG_CACHE_HOME=f"{home}/cache",
                WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--presses", type=int, default=15)
    args = parser.parse_args()
    build = args.build.resolve()
    items = page.recorded_items()[:N_ARTICLES]
    if not items:
        sys.exit(f"No recorded pages in {page.CORPUS}")

    with tempfile.TemporaryDirectory(prefix="gazette-bench-") as folder:
        work = pathlib.Path(folder)
        (work / "script.json").write_text(json.dumps(
            {"/feed.xml": {"headers": {"Content-Type": "application/rss+xml"}, "body": make_feed(items)}}))
        with watching.serve(build, work / "script.json") as base:
            subprocess.run([build / "tests/bench/bench-refresh", work / "profile", f"{base}/feed.xml"], check=True,
                           stdout=subprocess.DEVNULL)
            results = {"Gazette": measure([build / "src/gazette"],
                                          watching.make_home(work / "gazette", work / "profile/data"), "j", args.presses)}
            if shutil.which("liferea"):
                results["Liferea"] = measure(["liferea"], liferea_environment(work, f"{base}/feed.xml"), "ctrl+n",
                                             args.presses)

    print(f"From the key to the article on the screen, {args.presses} recorded ones:\n")
    print("| | painted, median s | longest s | settled, median s | PSS before MB | after MB |\n| --- | --- | --- | --- | --- | --- |")
    for name, (painted, longest, settled, before, after) in results.items():
        print(f"| {name} | {painted:.3f} | {longest:.3f} | {settled:.3f} | {before:.0f} | {after:.0f} |")


if __name__ == "__main__":
    main()
