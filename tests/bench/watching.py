# SPDX-License-Identifier: GPL-3.0-or-later
"""What the measurements share: programs are watched from outside, by the picture on
the screen and by what the kernel says of their memory."""

import contextlib
import hashlib
import mmap
import os
import pathlib
import shutil
import subprocess
import sys
import time

WIDTH, HEIGHT = 1200, 800
# Of a window without its shadow: where the headlines are, below the header bar.
LIST = (0, 120, 280, 740)
WINDOW = (0, 0, WIDTH, HEIGHT)


@contextlib.contextmanager
def serve(build, script):
    """The address of a server that answers as a script says, or with the files of a folder."""
    server = subprocess.Popen([build / "tests/server/gazette-test-server", script],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip()
    finally:
        server.stdin.close()
        server.wait()


class Screen:
    """The picture on the X server, as it lies in its memory."""

    def __init__(self):
        self.file = open(os.environ["GAZETTE_TEST_SCREEN_FILE"], "rb")
        self.map = mmap.mmap(self.file.fileno(), 0, prot=mmap.PROT_READ)
        # The header of an X window dump: sizes as 32 bits, most significant byte first.
        header = [int.from_bytes(self.map[at:at + 4], "big") for at in range(0, 100, 4)]
        self.line = header[12]
        self.start = header[0] + header[19] * 12

    def rows(self, box):
        left, top, right, bottom = box
        begin = self.start + left * 4
        return [self.map[begin + y * self.line:begin + y * self.line + (right - left) * 4]
                for y in range(top, bottom, 4)]

    def wait_until_empty(self):
        """The window of before is gone before the next one is looked at: all is as dark as the corner, but for the
        pointer."""
        end = time.monotonic() + 20
        while sum(bool(row.strip(row[:4])) for row in self.rows(WINDOW)) > HEIGHT // 40:
            if time.monotonic() > end:
                sys.exit("a window stays on the screen")
            time.sleep(0.05)

    def settle(self, box, begin, patience, empty=None):
        """Seconds from begin until nine lines of ten are as in the end, and until all are: nothing has changed for
        so many seconds since."""
        seen = []
        last, digest = begin, None
        while time.monotonic() < last + patience or (empty is not None and not seen):
            rows = self.rows(box)
            now = hashlib.blake2b(b"".join(rows)).digest()
            moment = time.monotonic()
            if now != digest and rows != empty:
                seen.append((moment - begin, rows))
                last = moment
            digest = now
            if moment > begin + 60:
                sys.exit("nothing appeared, or it never came to rest")
            time.sleep(0.004)
        # A row of pictures or a changing time may come later than the words.
        return next(moment for moment, rows in seen if changed(rows, seen[-1][1]) < 0.1), seen[-1][0]


def changed(rows, final):
    return sum(a != b for a, b in zip(rows, final)) / len(final)


def pss(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0


def memory_of(pid):
    """PSS in MB of a process and all that it started."""
    children = {}
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(status.parent.name))
    total, left = 0.0, [pid]
    while left:
        process = left.pop()
        left += children.get(process, [])
        with contextlib.suppress(OSError):
            total += pss(process)
    return total


@contextlib.contextmanager
def started(command, environment):
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def start(command, environment, box, open_key=None):
    """Seconds until what is in the box looks as it does in the end, until it changes no more; MB used then, and with an
    article open."""
    screen = Screen()
    screen.wait_until_empty()
    empty = screen.rows(box)
    begin = time.monotonic()
    with started(command, environment) as process:
        painted, settled = screen.settle(box, begin, 1.2, empty)
        memory = opened = memory_of(process.pid)
        if open_key is not None:
            subprocess.run(["xdotool", "key", open_key], check=True)
            screen.settle(WINDOW, time.monotonic(), 1.0)
            opened = memory_of(process.pid)
    return painted, settled, memory, opened


def set_font(config):
    """Programs have the font that the desktop's settings name: no session tells the X server here, and GTK would take
    one for its windows and another one, the one of the settings, for documents."""
    font = subprocess.run(["gsettings", "get", "org.gnome.desktop.interface", "font-name"], check=True,
                          stdout=subprocess.PIPE, text=True).stdout.strip().strip("'")
    (config / "gtk-4.0").mkdir(parents=True, exist_ok=True)
    (config / "gtk-4.0/settings.ini").write_text(f"[Settings]\ngtk-font-name={font}\n")


def make_home(home, library=None):
    """Home folders of their own, with a library that is used where it lies; nothing is refreshed unasked."""
    for folder in ("data", "config/glib-2.0/settings", "cache"):
        (home / folder).mkdir(parents=True)
    (home / "config/glib-2.0/settings/keyfile").write_text(
        "[io/github/gazette_reader/Gazette]\nrefresh-at-start=false\nrefresh-interval='never'\n")
    set_font(home / "config")
    if library is not None:
        (home / "data/gazette").symlink_to(library)
    return dict(os.environ, XDG_DATA_HOME=f"{home}/data", XDG_CONFIG_HOME=f"{home}/config",
                XDG_CACHE_HOME=f"{home}/cache")


def copy_library(library, folder):
    """A copy, for what changes it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(library, folder)
    return folder
