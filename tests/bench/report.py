# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of what was measured, and the page that it is written to."""

import dataclasses
import math
import os
import pathlib
import platform
import subprocess
import typing

# Of the curves, for both a light and a dark page.
COLOURS = ("#3584e4", "#2ec27e", "#e5a50a", "#e66100", "#c061cb", "#a51d2d", "#865e3c", "#5e5c64")
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 400, 60, 24, 210, 48

WHY = {
    "start to headlines": "The first 200 numbers and 60 rows are read before the window shows, however many follow.",
    "memory": "The list holds as many bits for each article of the view as the largest number needs, twenty of a million.",
    "another view": "Rows are made for what is on the screen; what follows the first 200 numbers is read on another thread.",
    "opening an article": "One row by its number, and its text.",
    "marking as read": "A row of the narrow table of what is unread, and the count of its source.",
    "marking all as read, for each": "The narrow table of what is unread is walked through once and emptied.",
    "searching": "Of a word the newest articles are read alone. The beginning of a word stands for all words that begin so, and in a large library for those that the newest articles have.",
    "disk for a byte of text": "With few articles the empty tables count, and an index of few words is large for them.",
}


@dataclasses.dataclass
class Line:
    what: str
    value: typing.Optional[float]
    unit: str
    limit: typing.Optional[float] = None
    beside: str = ""
    beside_value: typing.Optional[float] = None

    def is_missed(self):
        return self.limit is not None and self.value > self.limit

    def say(self):
        goal = "" if self.limit is None else f" (goal {self.limit:.3g}: {'missed' if self.is_missed() else 'met'})"
        return f"{self.what}: {number(self.value)} {self.unit}{goal}"


def number(value):
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def make_table(lines):
    rows = ["| | Gazette | beside it | ratio | goal | |", "| --- | --- | --- | --- | --- | --- |"]
    for line in lines:
        beside = f"{line.beside} {number(line.beside_value)}" if line.beside_value is not None else ""
        ratio = f"{line.value / line.beside_value:.2f}" if line.beside_value else ""
        goal = f"≤ {number(line.limit)}" if line.limit is not None else ""
        verdict = "" if line.limit is None else "**missed**" if line.is_missed() else "met"
        rows.append(f"| {line.what} | {number(line.value)} {line.unit} | {beside} | {ratio} | {goal} | {verdict} |")
    return "\n".join(rows) + "\n"


def version_of(module):
    found = subprocess.run(["pkg-config", "--modversion", module], stdout=subprocess.PIPE, text=True, check=False)
    return found.stdout.strip()


def describe_machine():
    model = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    memory = next(int(line.split()[1]) for line in pathlib.Path("/proc/meminfo").read_text().splitlines()
                  if line.startswith("MemTotal"))
    return (f"{model}, {os.cpu_count()} cores, {memory / 2 ** 20:.0f} GB; Linux {platform.release()}, GTK {version_of('gtk4')}, "
            f"libadwaita {version_of('libadwaita-1')}, SQLite {version_of('sqlite3')}; Xvfb with the cairo renderer, 1200 × 800.")


def place(size, ratio, lowest, highest):
    x = LEFT + (math.log10(size) - 3) / 3 * (WIDTH - LEFT - RIGHT)
    y = TOP + (highest - math.log2(ratio)) / (highest - lowest) * (HEIGHT - TOP - BOTTOM)
    return x, y


def spread(labels):
    """From top to bottom, none closer to another than a line of text."""
    at = -math.inf
    for label in sorted(labels):
        at = max(at + 16, label[0])
        yield (at, *label[1:])


def make_picture(curves):
    """Of each what it is with more articles, to what it is with a thousand, both on logarithmic scales."""
    ratios = {name: {size: value / values[1000] for size, value in values.items() if size >= 1000}
              for name, values in curves.items() if values.get(1000)}
    logs = [math.log2(ratio) for values in ratios.values() for ratio in values.values()]
    lowest, highest = min(-1, math.floor(min(logs))), max(2, math.ceil(max(logs)))
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
             "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->",
             "<title>What grows with the library</title>",
             f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#fff"/>']
    for power in range(lowest, highest + 1):
        y = place(1000, 2 ** power, lowest, highest)[1]
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#{"999" if power == 0 else "ddd"}"/>'
                     f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#555">× {2.0 ** power:g}</text>')
    for size in (1_000, 10_000, 100_000, 1_000_000):
        x = place(size, 1, lowest, highest)[0]
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle" fill="#555">{size:,}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle" fill="#555">articles</text>')
    labels = []
    for colour, (name, values) in zip(COLOURS, ratios.items()):
        points = [place(size, ratio, lowest, highest) for size, ratio in sorted(values.items())]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-linejoin="round"/>')
        labels.append((points[-1][1] + 4, name, colour))
    for y, name, colour in spread(labels):
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{y:.1f}" fill="{colour}">{name}</text>')
    return "\n".join(parts) + "\n</svg>\n"


def make_curves_table(curves):
    sizes = (1_000, 10_000, 100_000, 1_000_000)
    rows = ["| | " + " | ".join(f"{size:,}" for size in sizes) + " | |", "| --- |" + " --- |" * 5]
    for name, values in curves.items():
        rows.append(f"| {name} | " + " | ".join(number(values.get(size)) for size in sizes) + f" | {WHY.get(name, '')} |")
    return "\n".join(rows) + "\n"


def write_page(docs, lines, curves):
    (docs / "images").mkdir(exist_ok=True)
    (docs / "images/growth.svg").write_text(make_picture(curves))
    (docs / "performance.md").write_text(f"""<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
# What Gazette costs

Written by `./dev bench`, which measures all of it in one run; [tests/bench](../tests/bench/README.md) says how. Times are of one
machine and one day: compare ratios. This one: {describe_machine()}

{make_table(lines)}
## With more articles

![What grows with the library: each cost as a multiple of what it is with 1,000 articles](images/growth.svg)

Seconds, megabytes, milliseconds, microseconds for each article that is marked, and bytes on the disk for each byte of text:

{make_curves_table(curves)}""")
