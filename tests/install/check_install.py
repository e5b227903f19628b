#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_install.py SOURCE BUILD WORK

Installs what was built in the folder BUILD, and builds it once more as a
distribution does, elsewhere and without its tests. Checks what is installed: that
it is complete, the same both times, hardened, free of paths of the machine it was
built on, runs where it was moved to, and that nothing is left of it when it is
uninstalled. Builds it without an optimizer, too. Speaks TAP.
"""

import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

APP_ID = "io.github.gazette_reader.Gazette"
PROGRAMS = ["bin/gazette", "bin/gazette-inspect"]
# Besides those, and one catalogue of translations for each language.
FILES = [
    f"share/applications/{APP_ID}.desktop",
    f"share/dbus-1/services/{APP_ID}.service",
    f"share/glib-2.0/schemas/{APP_ID}.gschema.xml",
    f"share/icons/hicolor/scalable/apps/{APP_ID}.svg",
    f"share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg",
    f"share/metainfo/{APP_ID}.metainfo.xml",
]


def run(*command, **options):
    """Runs a command, and returns what it printed."""
    result = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                            check=False, **options)
    if result.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}:\n{result.stdout[-4000:]}")
    return result.stdout


def install(folder, destination):
    """Returns where it was installed."""
    shutil.rmtree(destination, ignore_errors=True)
    run("meson", "install", "-C", folder, "--no-rebuild", "--strip", env={**os.environ, "DESTDIR": str(destination)})
    return destination


def build(source, folder, *options):
    shutil.rmtree(folder, ignore_errors=True)
    run("meson", "setup", folder, source, "-Ddebug=false", "-Dtests=false", *options)
    run("meson", "compile", "-C", folder)


def files_of(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def check_complete(source, installed):
    languages = (source / "po/LINGUAS").read_text(encoding="utf-8").split("\n")
    catalogues = [f"share/locale/{language}/LC_MESSAGES/gazette.mo" for language in languages
                  if language and not language.startswith("#")]
    expected = sorted(f"usr/local/{name}" for name in PROGRAMS + FILES + catalogues)
    found = files_of(installed)
    assert found == expected, f"missing: {set(expected) - set(found)}; not expected: {set(found) - set(expected)}"


def without_build_id(program):
    """What is in a program, but for the sum that goes over its debug data, too, where it had some."""
    with tempfile.NamedTemporaryFile() as rest:
        run("objcopy", "--remove-section=.note.gnu.build-id", program, rest.name)
        return rest.read()


def check_same(first, second):
    programs = [f"usr/local/{name}" for name in PROGRAMS]
    different = [name for name in files_of(first) if name not in programs and not filecmp.cmp(first / name, second / name, False)]
    different += [name for name in programs if without_build_id(first / name) != without_build_id(second / name)]
    assert not different, f"differ: {different}"


def check_paths(installed, *folders):
    for name in files_of(installed):
        content = (installed / name).read_bytes()
        for folder in folders:
            assert str(folder).encode() not in content, f"{name} holds {folder}"


def check_hardened(installed):
    for name in PROGRAMS:
        text = run("readelf", "--wide", "--file-header", "--program-headers", "--dynamic", "--dyn-syms",
                   installed / "usr/local" / name)
        for pattern in (r"Type:\s+DYN", r"\bNOW\b", r"GNU_RELRO", r"GNU_STACK.*RW ", r"__stack_chk_fail", r"_chk@"):
            assert re.search(pattern, text), f"{name}: no {pattern}"


def check_moved(installed, work):
    moved = work / "moved elsewhere"
    shutil.rmtree(moved, ignore_errors=True)
    shutil.copytree(installed / "usr/local", moved)
    environment = {name: value for name, value in os.environ.items() if name != "GAZETTE_LOCALEDIR"}
    environment.update(LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8", LANGUAGE="de")
    text = run(moved / "bin/gazette-inspect", "--help", env=environment)
    assert "Aufruf:" in text or "Benutzung:" in text, text
    version = run(moved / "bin/gazette-inspect", "--version").split()[-1]
    return version


def check_uninstalled(folder, installed):
    run("ninja", "-C", folder, "uninstall", env={**os.environ, "DESTDIR": str(installed)})
    assert files_of(installed) == [], f"left: {files_of(installed)}"


def main():
    source, tested, work = (pathlib.Path(word).resolve() for word in sys.argv[1:])
    work.mkdir(parents=True, exist_ok=True)
    failed = 0
    first = work / "installed"
    second = work / "installed once more"

    def build_plainly():
        # Without precompiled headers: a file that does not include what it needs is found out.
        build(source, work / "plain", "-Doptimization=0", "-Db_pch=false")

    def build_and_install():
        install(tested, first)
        build(source, work / "another")
        install(work / "another", second)

    checks = [
        ("it builds elsewhere, without its tests", build_and_install),
        ("what is installed is complete", lambda: check_complete(source, first)),
        ("two builds are the same", lambda: check_same(first, second)),
        ("no file names a folder of the build", lambda: check_paths(first, tested, source)),
        ("the programs are hardened", lambda: check_hardened(first)),
        ("it speaks the person's language where it was moved to", lambda: check_moved(first, work)),
        ("it builds without an optimizer", build_plainly),
        ("nothing is left when it is uninstalled", lambda: check_uninstalled(tested, first)),
    ]
    for number, (name, check) in enumerate(checks, 1):
        try:
            check()
            print(f"ok {number} - {name}", flush=True)
        except (AssertionError, OSError, KeyError) as error:
            failed = 1
            print(f"not ok {number} - {name}", flush=True)
            print("\n".join(f"# {line}" for line in str(error).split("\n")))
    print(f"1..{len(checks)}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
