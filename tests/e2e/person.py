# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does in front of Gazette: looks, waits, points, clicks, types.

What is on the screen is learnt from AT-SPI, as a screen reader learns it, and
from pictures of the screen. Clicks and keys come from the X server's own mouse
and keyboard. Runs under tests/with-display.
"""

import contextlib
import itertools
import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse
import urllib.request
import warnings
import zlib

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# How long a person waits before something is broken. Nothing takes that long
# but on a machine that does a lot else.
PATIENCE = 60

# Between two looks.
GLANCE = 0.1

# GTK leaves the borders and the padding around a widget out of the place that it
# tells, each of them a few pixels: what is clicked is at least twice as large.
OFFSET = 16

# What a row of a saved article says of it at last, and not while it is “being saved”.
IS_SAVED = re.compile(r", saved$")

# The programs that should not end while something is waited for.
running = []

# What the libraries of the programs complained of: mistakes of ours that are seen nowhere else.
complaints = []

warnings.filterwarnings("ignore", category=DeprecationWarning)


class Lost(AssertionError):
    """What should be on the screen is not."""


def wait(what, look, patience=PATIENCE):
    """Looks until there is something, and returns it."""
    end = time.monotonic() + patience
    while True:
        for program in running:
            if program.poll() not in (None, 0):
                raise Lost(f"{what}: the program ended with {program.returncode}")
        # What is looked at may go away at any moment.
        with contextlib.suppress(GLib.Error):
            if seen := look():
                return seen
        if time.monotonic() > end:
            raise Lost(f"{what}: waited {patience} seconds for it")
        time.sleep(GLANCE)


def walk(node):
    """All that is on the screen below node, itself first."""
    yield node
    for index in range(node.get_child_count()):
        # One that has gone meanwhile takes nothing else with it.
        with contextlib.suppress(GLib.Error):
            child = node.get_child_at_index(index)
            if child is not None:
                yield from walk(child)


def has(node, *states):
    """Whether node has all of the states."""
    its = node.get_state_set()
    return all(its.contains(getattr(Atspi.StateType, state.upper())) for state in states)


def get_extents(node):
    """Where node says that it is in its window."""
    return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)


def is_seen(node):
    """Whether a person sees node: it is shown and has a size.

    The pages of a stack that are not shown have their place from elsewhere.
    """
    if not has(node, "showing"):
        return False
    extents = get_extents(node)
    return 0 < extents.width < 5000 and 0 < extents.height < 5000


def get_text(node):
    """The text in node."""
    text = node.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))


def fits(wanted, said):
    """Whether what was said is the wanted text, matches the wanted pattern, or nothing is wanted."""
    if wanted is None:
        return True
    return bool(wanted.search(said)) if isinstance(wanted, re.Pattern) else said == wanted


class Gazette:
    """The program, and the eyes and hands of who uses it."""

    def __init__(self, program, *words, has_window=True):
        self.process = subprocess.Popen([program, *words], stderr=subprocess.PIPE, text=True, errors="replace")
        threading.Thread(target=self._listen, args=(self.process.stderr,), daemon=True).start()
        running[:] = [self.process]
        if has_window:
            self.find_window()

    def find_window(self):
        """Waits for the window, and turns to it."""
        self.application = wait("the program", self._find_application)
        wait("the window", lambda: next((node for node in self._find("frame") if is_seen(node)), None))
        self.window = wait("the window's picture", self._find_window)
        xdotool("windowfocus", "--sync", self.window)

    def _listen(self, said):
        """Passes on what the program says, and remembers what its libraries complain of."""
        for line in said:
            print(line, end="", file=sys.stderr, flush=True)
            if re.search(r"-(WARNING|CRITICAL) \*\*", line):
                complaints.append(line.strip())

    def _find_application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and self._is_application(application):
                return application if application.get_child_count() > 0 else None
        return None

    def _is_application(self, application):
        return application.get_process_id() == self.process.pid

    def _find_window(self):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)], capture_output=True, text=True
        ).stdout.split()
        return found[0] if found else None

    def _find(self, role, name=None, description=None, inside=None):
        roots = [self.application]
        if inside is not None:
            roots = [node for node in self._find("list", inside) if is_seen(node)]
        for node in itertools.chain.from_iterable(map(walk, roots)):
            with contextlib.suppress(GLib.Error):
                if (
                    node.get_role_name() == role
                    and fits(name, node.get_name())
                    and fits(description, node.get_description())
                ):
                    yield node

    def see(self, role, name=None, description=None, inside=None):
        """Waits until something is there and seen, and returns it; inside is the name of a list."""
        return wait(
            " ".join(f"“{word}”" for word in (role, name, description, inside) if word),
            lambda: next((node for node in self._find(role, name, description, inside) if is_seen(node)), None),
        )

    def miss(self, role, name=None, inside=None):
        """Waits until something is not there any more."""
        wait(
            " ".join(["no", *(f"“{word}”" for word in (role, name, inside) if word)]),
            lambda: not any(is_seen(node) for node in self._find(role, name, None, inside)),
        )

    def read(self, text, name=None):
        """Waits until a text is on the page, and returns all that is there."""

        def look():
            for node in self._find("text", name):
                if is_seen(node) and fits(re.compile(re.escape(text)), said := get_text(node)):
                    return said
            return None

        return wait(f"the words “{text}”", look)

    def click(self, node, button=1):
        """Points at the middle of node, when it has come to rest, and clicks."""
        frame = get_extents(next(self._find("frame")))

        def look():
            before = get_extents(node)
            time.sleep(GLANCE)
            now = get_extents(node)
            return now if (before.x, before.y, before.height) == (now.x, now.y, now.height) else None

        place = wait("it to come to rest", look)
        left, top = get_position(self.window)
        point(
            left + place.x - frame.x + place.width // 2 + OFFSET - 5,
            top + place.y - frame.y + place.height // 2 + OFFSET - 5,
        )
        # The button is down for as long as that of a hand is, and longer than the frame that shows it pressed takes:
        # GTK 4.18 looks where the pointer is after a frame, and takes a click back if it sees the button up there
        # before it was told so.
        xdotool("mousedown", button, "sleep", 0.1, "mouseup", button)

    def type(self, text):
        """Types on the keyboard."""
        xdotool("type", "--delay", 20, text)

    def press(self, *keys):
        """Presses keys or combinations of them."""
        xdotool("key", *keys)

    def quit(self):
        """Leaves with the keyboard; the program has to end by itself."""
        xdotool("windowfocus", "--sync", self.window)
        self.press("ctrl+q")
        wait("the end of the program", lambda: self.process.poll() is not None)

    def choose_export(self, name, number):
        """Chooses a format, the one so many below the first, in the dialog that exports, and goes on."""
        self.click(self.see("combo box", "Format"))
        self.see("label", name)
        self.press(*["Down"] * number, "Return")
        self.miss("list item", name)
        self.click(self.see("button", "Export…"))

    def kill(self):
        """Ends the program in any case."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()

    def describe(self):
        """All that is seen, for who looks for the reason of a failure."""
        lines = []

        def add(node, depth):
            with contextlib.suppress(GLib.Error):
                if not has(node, "showing") and depth > 0:
                    return
                lines.append(f"{'  ' * depth}{node.get_role_name()} “{node.get_name()}” {node.get_description()}")
                for index in range(node.get_child_count()):
                    add(node.get_child_at_index(index), depth + 1)

        add(self.application, 0)
        return "\n".join(lines)


def xdotool(*words):
    """Moves the mouse, presses keys."""
    return subprocess.run(["xdotool", *map(str, words)], check=True, capture_output=True, text=True).stdout


def point(x, y):
    """Moves the mouse as a hand does, over what is on the way.

    GTK takes a click that comes with the first move after a popover has closed
    for one of the popover.
    """
    place = dict(line.split("=") for line in xdotool("getmouselocation", "--shell").splitlines())
    from_x, from_y = int(place["X"]), int(place["Y"])
    # There is some way in any case.
    if abs(x - from_x) + abs(y - from_y) < 200:
        from_x, from_y = x + 300, y + 200
    for step in range(6):
        xdotool("mousemove", from_x + (x - from_x) * step // 5, from_y + (y - from_y) * step // 5)
        time.sleep(0.02)


def get_position(window):
    """Where a window is on the screen."""
    geometry = dict(
        line.split("=") for line in xdotool("getwindowgeometry", "--shell", window).splitlines() if "=" in line
    )
    return int(geometry["X"]), int(geometry["Y"])


def photograph(path):
    """Draws the screen into a file."""
    subprocess.run(["maim", "--hidecursor", str(path)], check=True)


def get_colour(x, y):
    """The colour (red, green, blue) at a place on the screen."""
    command = ["maim", "--hidecursor", "--format=bmp", "-g", f"1x1+{x}+{y}"]
    bitmap = subprocess.run(command, check=True, capture_output=True).stdout
    start, = struct.unpack_from("<I", bitmap, 10)
    return tuple(reversed(bitmap[start:start + 3]))


def photograph_page(gazette, title, is_ready):
    """Returns a bitmap (BMP) of the page alone, once is_ready() says so and it has come to rest."""
    place = get_extents(gazette.see("text", title))
    left, top = get_position(gazette.window)
    geometry = f"{place.width - 40}x{place.height}+{left + place.x + 14}+{top + place.y + 14}"

    def look():
        shots = []
        for _ in range(3):
            command = ["maim", "--hidecursor", "--format=bmp", "-g", geometry]
            shots.append(subprocess.run(command, check=True, capture_output=True).stdout)
            time.sleep(0.4)
        return shots[0] if shots[0] == shots[1] == shots[2] else None

    wait("the pictures", is_ready)
    return wait("the page to come to rest", look)


# What stands between two rows of pixels is drawn a little otherwise from time to time: its edge is lighter or
# darker by a step or two of 255, which nobody sees and which does not count, and of a line of text the lowest row
# of a letter may be there or not. So many pixels may be other ones.
SHADE = 8
MAX_EDGES = 100


def look_alike(first, second):
    """Returns whether two bitmaps (BMP) show the same."""
    start, = struct.unpack_from("<I", first, 10)
    bits, = struct.unpack_from("<H", first, 28)
    if len(first) != len(second) or first[:start] != second[:start]:
        return False

    size = bits // 8
    row = 1000 * size
    different = 0
    for at in range(start, len(first), row):
        if first[at:at + row] != second[at:at + row]:
            different += sum(
                any(abs(a - b) > SHADE for a, b in zip(first[pixel:pixel + size], second[pixel:pixel + size]))
                for pixel in range(at, min(at + row, len(first)), size)
            )
    return different <= MAX_EDGES


def measure_colour(red, green, blue):
    """Returns the box (left, top, width, height) of what has exactly this colour on the screen, or None."""
    bitmap = subprocess.run(
        ["maim", "--hidecursor", "--format=bmp"], check=True, capture_output=True
    ).stdout
    start, = struct.unpack_from("<I", bitmap, 10)
    width, height = struct.unpack_from("<ii", bitmap, 18)
    bits, = struct.unpack_from("<H", bitmap, 28)
    size = bits // 8
    stride = (width * size + 3) // 4 * 4
    colour = bytes((blue, green, red))
    lines = {}
    for number in range(abs(height)):
        line = bitmap[start + number * stride:start + number * stride + width * size]
        places = [at // size for at in find_all(line, colour) if at % size == 0]
        if places:
            lines[height - 1 - number if height > 0 else number] = (places[0], places[-1])
    if not lines:
        return None
    left = min(first for first, _ in lines.values())
    right = max(last for _, last in lines.values())
    return left, min(lines), right - left + 1, max(lines) - min(lines) + 1


def make_picture(colour, width, height):
    """A PNG of one colour (RFC 2083)."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    line = b"\0" + bytes(colour) * width
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(line * height))
        + chunk(b"IEND", b"")
    )


def find_all(line, colour):
    """The places of colour in line."""
    at = line.find(colour)
    while at >= 0:
        yield at
        at = line.find(colour, at + 1)


class Server:
    """tests/server as a program, with a folder or a script to serve."""

    def __init__(self, program, what):
        self.process = subprocess.Popen(
            [program, str(what)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.base = self.process.stdout.readline().strip()

    def count_hits(self, path):
        """How often a path was asked for."""
        query = urllib.parse.urlencode({"path": path})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{self.base}/__hits?{query}") as answer:
            return int(re.search(rb'"hits": (\d+)', answer.read()).group(1))

    def stop(self):
        """Ends the server: from now on nobody answers at its address."""
        if self.process.poll() is None:
            self.process.communicate()


class Story:
    """What a person does with a program and a site, in steps.

    The steps are the methods without an underscore, in their order. Each builds
    on what those before it have left. One that cannot be done here returns the
    reason.
    """

    def __init__(self, server, site):
        self.server = Server(server, site)
        self.gazette = None

    def _end(self):
        """Ends all that was begun, however far the story got."""
        self.server.stop()
        if self.gazette is not None:
            self.gazette.kill()

    def _explain(self, name):
        """Leaves what helps to find the reason, in the build folder."""
        path = pathlib.Path(os.environ.get("G_TEST_BUILDDIR", tempfile.gettempdir())) / f"e2e-{name}-failure.png"
        lines = [*traceback.format_exc().splitlines(), f"the screen: {path}"]
        try:
            photograph(path)
            lines += self.gazette.describe().splitlines()
        except Exception as reason:  # what has failed may have taken the screen along
            lines.append(f"and then: {reason}")
        for line in lines:
            print("#", line)


def turn_on_background(gazette):
    """Lets the program go on without a window, start with the session and tell what is new; leaves the preferences open."""
    gazette.press("ctrl+comma")
    for name in ("Go On When the Window Is Closed", "Start with the Session", "Tell of New Articles"):
        switch = gazette.see("check box", name)
        if name == "Tell of New Articles":
            # It is further down; the pointer is on the one before.
            before = get_extents(switch)
            xdotool("click", "--repeat", 10, 5)
            wait("the page to scroll", lambda switch=switch, before=before: get_extents(switch).y < before.y)
        gazette.click(switch)
        wait("the switch", lambda switch=switch: has(switch, "checked"))


# GTK's dialog for files now and then takes out rows, of what it completes names with, that are not there.
COMPLETION = "gtk_tree_store_remove: assertion 'VALID_ITER"


def tolerates(words):
    """Marks a step in which something is complained of that cannot be mended here."""

    def mark(step):
        step.tolerates = words
        return step

    return mark


def check_complaints(tolerated=None):
    """Fails when something but what is tolerated was complained of since the last time."""
    heard = [line for line in complaints if tolerated is None or tolerated not in line]
    complaints.clear()
    if heard:
        raise AssertionError("\n".join(heard))


def tell(story_of, server, make_site):
    """Tells a story as TAP, and returns the exit status.

    make_site fills a folder for the server, or returns a script of it.
    """
    steps = [name for name in vars(story_of) if not name.startswith("_")]
    print(f"1..{len(steps)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        story = story_of(server, make_site(folder) or folder)
        try:
            for number, step in enumerate(steps, 1):
                name = step.replace("_", "-")
                try:
                    reason = getattr(story, step)()
                    check_complaints(getattr(vars(story_of)[step], "tolerates", None))
                except Exception:
                    print(f"not ok {number} {name}")
                    story._explain(name)
                    return 1
                print(f"ok {number} {name}" + (f" # SKIP {reason}" if reason else ""), flush=True)
        finally:
            story._end()
    return 0
