# SPDX-License-Identifier: GPL-3.0-or-later
"""A refresh, by Gazette without a window and by Newsboat."""

import json
import os
import resource
import shutil
import subprocess
import time

import watching

TEXT = (
    "The harbour woke before the town did, and with it the gulls, the ropes and the smell of coffee. "
    "Nobody on the quay looked up when the first ferry came in; they had seen it come in all their lives. "
    "What was new this morning stood on the second deck, wrapped in canvas and guarded by a boy of ten. "
)


def make_articles(n_articles):
    """Articles of about 3.4 kB of HTML each."""
    for number in range(n_articles):
        paragraphs = "".join(f"<p>{TEXT * 2}<em>Part {part} of {number}.</em></p>" for part in range(5))
        yield (number, f"Report {number}: what came in with the first ferry", paragraphs,
               f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}T{number % 24:02}:{number % 60:02}:00Z")


def make_edition(n_articles):
    """As a JSON Feed. The ids of articles are those of their source alone."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Source", "items": [
        {"id": str(number), "url": f"https://example.org/{number}", "title": title, "date_published": date,
         "authors": [{"name": "Ada Example"}], "content_html": html}
        for number, title, html, date in make_articles(n_articles)]})


def make_feed(n_articles):
    """The same as RSS, for programs that read only that."""
    items = "".join(f"<item><guid isPermaLink='false'>{number}</guid><link>https://example.org/{number}</link><title>{title}</title>"
                    f"<pubDate>Thu, 01 Jan 2026 {number // 60 % 24:02}:{number % 60:02}:00 GMT</pubDate>"
                    f"<description><![CDATA[{html}]]></description></item>"
                    for number, title, html, _ in make_articles(n_articles))
    return f"<rss version='2.0'><channel><title>Source</title><link>https://example.org/</link>{items}</channel></rss>"


def write_script(folder, n_sources, n_articles, delay, kind="application/feed+json"):
    """Each source answers in full once, then that there is nothing new."""
    body = folder / "body"
    body.write_text(make_edition(n_articles) if "json" in kind else make_feed(n_articles))
    full = {"headers": {"ETag": '"1"', "Content-Type": kind}, "file": body.name, "coding": "gzip", "delay": delay}
    same = {"status": 304, "headers": {"ETag": '"1"'}, "expect": {"If-None-Match": '"1"'}, "delay": delay}
    script = folder / "script.json"
    script.write_text(json.dumps({f"/{source}/feed": [full, same] for source in range(n_sources)}))
    return script


def list_addresses(base, n_sources):
    """Each on a host of its own, as the sources of a person are: of one host no program asks much at once."""
    return [f"{base}/{source}/feed".replace("127.0.0.1", f"source{source}.localhost") for source in range(n_sources)]


def refresh(build, work, n_sources, n_articles, delay):
    """In a fresh folder; the lines of bench-refresh as {name: [numbers]}."""
    shutil.rmtree(work / "refreshed", ignore_errors=True)
    with watching.serve(build, write_script(work, n_sources, n_articles, delay)) as base:
        output = subprocess.run([build / "tests/bench/bench-refresh", work / "refreshed",
                                 *list_addresses(base, n_sources)],
                                check=True, stdout=subprocess.PIPE, text=True).stdout
    return {line.split()[0]: [float(word) for word in line.split()[1:]] for line in output.splitlines()}


def reload(peer, work):
    """Seconds of the wall and of the processor that Newsboat takes to fetch all of its sources."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run([*peer, "newsboat", "-q", "-u", work / "urls", "-c", work / "cache.db", "-C", work / "config",
                    "-x", "reload"], check=True, stdout=subprocess.DEVNULL, env=dict(os.environ, HOME=str(work)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - begin, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def refresh_newsboat(build, peer, work, n_sources, n_articles, delay):
    home = work / "newsboat"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    (home / "config").write_text("max-items 0\n")
    with watching.serve(build, write_script(work, n_sources, n_articles, delay, "application/rss+xml")) as base:
        (home / "urls").write_text("".join(f"{address}\n" for address in list_addresses(base, n_sources)))
        return reload(peer, home), reload(peer, home)
