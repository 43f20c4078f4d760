"""The two commands of a newcomer, and what a developer needs beside them.

Standard library only, so that it works before anything is installed. It never names a package
index: pip and apt ask the ones that this machine is set up for.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "made-by-dev.json"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"
DEMO_OUTPUT = ROOT / "demo-output"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")

# What the Qt wheels take from the system, by `ldd`: shared library -> Debian package (the name of
# newer releases first).
QT_LIBRARIES = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libX11.so.6": ("libx11-6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libz.so.1": ("zlib1g",),
    "libzstd.so.1": ("libzstd1",),
}
# Only for windows on a real display, X11 or Wayland.
DISPLAY_LIBRARIES = {
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
    "libxcb.so.1": ("libxcb1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-glx.so.0": ("libxcb-glx0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render.so.0": ("libxcb-render0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-shm.so.0": ("libxcb-shm0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}
CHECKS = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy --strict": ("mypy",),
    "lint-imports": ("lint-imports",),
}


class SetUpFailed(Exception):
    """Something is missing that this programme cannot bring; the text says what to do."""


def say(text: str) -> None:
    """One line for the person at the terminal, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def call(command: Sequence[str | Path], **environment: str) -> int:
    """Run a command in the project's folder, its output on this terminal; its exit code."""
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **environment}, check=False
    ).returncode


def in_venv(name: str) -> Path:
    """A programme of the virtual environment."""
    return VENV / ("Scripts" if WINDOWS else "bin") / (f"{name}.exe" if WINDOWS else name)


def is_missing(library: str) -> bool:
    """Whether the dynamic linker does not find a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return True
    return False


def package_name(names: Sequence[str]) -> str:
    """The first of the names that this release of Debian or Ubuntu knows, else the last."""
    for name in names[:-1]:
        known = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if known.returncode == 0:
            return name
    return names[-1]


def apt_line(packages: Sequence[str]) -> list[str]:
    """The command that installs packages without a question."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def may_install() -> bool:
    """Whether we are root on a system with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_or_explain(missing: str, choices: Sequence[Sequence[str]]) -> None:
    """Install Debian packages when root, otherwise stop with the exact line to type."""
    if shutil.which("apt-get") is None:
        names = ", ".join(names[-1] for names in choices)
        raise SetUpFailed(
            f"{missing}\nInstall them with the system's own package manager "
            f"(Debian calls the packages: {names}), then give the command again."
        )
    if not may_install():
        line = shlex.join(["sudo", *apt_line([package_name(names) for names in choices])])
        line = f"sudo apt-get update && {line}"
        raise SetUpFailed(
            f"{missing}\nType this line, then give the command again:\n\n    {line}\n"
        )
    say(f"{missing} Installing them with apt.")
    run_apt(["apt-get", "update"])
    packages = [package_name(names) for names in choices]
    if complaint := run_apt(apt_line(packages)):
        raise SetUpFailed(
            f"{complaint}\napt could not install {', '.join(packages)} (its own words above). "
            "Mend that, then give the command again."
        )


def run_apt(command: Sequence[str]) -> str:
    """Run apt without questions; its words if it failed, nothing if it did not."""
    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.stdout.strip() or f"exit code {done.returncode}" if done.returncode else ""


def check_python() -> None:
    """Refuse a Python that is too old, before anything else is tried."""
    if sys.version_info < OLDEST:  # noqa: UP036 - this file also starts under older versions
        have, need = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST))
        raise SetUpFailed(
            f"This is Python {have}; Asset Recovery needs {need} or newer. "
            f"Install it and start again with it, for example: python{need} dev.py …"
        )


def has_ensurepip() -> bool:
    """Debian splits `ensurepip` off Python; without it no virtual environment has pip."""
    probe = [sys.executable, "-c", "import venv, ensurepip"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def missing_parts(*, for_display: bool, for_venv: bool) -> dict[str, Sequence[str]]:
    """What the system lacks, with the Debian packages (by names to try) that bring it."""
    libraries = {**QT_LIBRARIES, **(DISPLAY_LIBRARIES if for_display else {})} if LINUX else {}
    missing: dict[str, Sequence[str]] = {
        library: packages for library, packages in libraries.items() if is_missing(library)
    }
    if for_venv and not has_ensurepip():
        version = ".".join(map(str, sys.version_info[:2]))
        missing[f"ensurepip of Python {version}"] = (f"python{version}-venv",)
    return missing


def check_system(*, for_display: bool, for_venv: bool) -> None:
    """See that the system has what pip cannot bring; everything missing is named at once."""
    missing = missing_parts(for_display=for_display, for_venv=for_venv)
    if not missing:
        return
    names = list(missing)
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    install_or_explain(f"Parts of the system are not here yet: {shown}.", list(missing.values()))
    if still := missing_parts(for_display=for_display, for_venv=for_venv):
        raise SetUpFailed(f"Still missing after the installation: {', '.join(still)}.")


def fingerprint(lock: Path) -> dict[str, str]:
    """What an environment was made from; a change of any part makes it stale."""
    return {
        "python": sys.version,
        "base": sys.base_prefix,
        "root": str(ROOT),
        lock.name: hashlib.sha256(lock.read_bytes()).hexdigest(),
    }


def read_stamp() -> dict[str, str]:
    """What the environment says it was made from; empty if it was never finished."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in stamp.items()} if isinstance(stamp, dict) else {}


def is_ready(stamp: dict[str, str], wanted: dict[str, str]) -> bool:
    """Whether the finished environment holds everything wanted."""
    return wanted.items() <= stamp.items() and in_venv("python").exists()


def make_venv(stamp: dict[str, str], wanted: dict[str, str]) -> None:
    """Make the environment; one of ours for another Python or folder is made anew."""
    other = any(stamp.get(key) not in (None, wanted[key]) for key in ("python", "base", "root"))
    STAMP.unlink(missing_ok=True)
    if other or not in_venv("python").exists():
        say(f"Making the virtual environment {VENV.name} …")
        clear = ["--clear"] if other else []
        if call([sys.executable, "-m", "venv", *clear, str(VENV)]):
            raise SetUpFailed(f"The virtual environment could not be made in {VENV}.")


def install(lock: Path) -> None:
    """Install exactly the locked files, each checked by its hash, compiled to byte-code."""
    say(f"Installing what {lock.name} names (the first time this takes a few minutes) …")
    pip = [str(in_venv("python")), "-m", "pip", "install", "--disable-pip-version-check"]
    # The lock is whole: nothing beside it is wanted, least of all something to be built here.
    how = ["--no-input", "--no-deps", "--compile"]
    how += [] if sys.stdout.isatty() else ["--quiet"]
    if call([*pip, *how, "--require-hashes", "-r", str(lock)]):
        raise SetUpFailed(
            "The packages could not be installed (pip's own words stand above). "
            "Check the network and pip's settings, then give the command again."
        )


def answer_of(code: str) -> str:
    """What a line of Python prints in the virtual environment."""
    answer = subprocess.run(
        [str(in_venv("python")), "-X", "utf8", "-c", code],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return answer.stdout.strip()


def link_project() -> None:
    """Put the checkout on the environment's path, and the command beside its Python."""
    packages = Path(answer_of("import sysconfig; print(sysconfig.get_path('purelib'))"))
    encoding = "utf-8" if tuple(sys.version_info) >= (3, 13) else "locale"  # as `site` reads it
    (packages / "asset_recovery.pth").write_text(f"{ROOT}\n", encoding=encoding)
    if WINDOWS:
        script = in_venv("python").with_name("asset-recovery.cmd")
        start = r'@"%~dp0python.exe" "%~dp0..\..\main.py" %*'
        script.write_text(f"{start}\n", encoding="ascii")
    else:
        script = in_venv("asset-recovery")
        start = shlex.join([str(in_venv("python")), str(ROOT / "main.py")])
        script.write_text(f'#!/bin/sh\nexec {start} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    call([in_venv("python"), "-m", "compileall", "-q", ROOT / "asset_recovery"])


def set_up(lock: Path, *, for_display: bool) -> None:
    """Everything the application (or its tests) needs; a second time it only looks."""
    check_python()
    wanted, stamp = fingerprint(lock), read_stamp()
    ready = is_ready(stamp, wanted)
    check_system(for_display=for_display, for_venv=not ready)
    if ready:
        return
    make_venv(stamp, wanted)
    install(lock)
    link_project()
    kept = {RUN_LOCK.name: fingerprint(RUN_LOCK)[RUN_LOCK.name]} if lock == TEST_LOCK else {}
    STAMP.write_text(json.dumps({**wanted, **kept}, indent=1), encoding="utf-8")
    say("The set-up is done.")


def display_is_named() -> bool:
    """Whether the session says that it has a display (Windows and macOS always have one)."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return not LINUX or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def display_answers() -> bool:
    """Whether a window can really be opened; Qt ends the process if not, so another one tries."""
    code = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    probe = [str(in_venv("python")), "-c", code]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def demonstration_office() -> Path:
    """Where the demonstration office lies: beside the user's own office, never in its place."""
    own = answer_of("from asset_recovery.paths import default_office; print(default_office())")
    return Path(own).with_name("demonstration")


def make_demonstration(office: Path) -> int:
    """Fill a new office, keep its (fictional) users and passwords beside it; the exit code."""
    say(f"Making the demonstration office in {office} …")
    office.parent.mkdir(parents=True, exist_ok=True)
    init = ["main.py", "--office", str(office), "init", "--demo", "--admin", "admin"]
    made = subprocess.run(
        [str(in_venv("python")), "-X", "utf8", *init],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if made.returncode:
        say(made.stdout)
        shutil.rmtree(office, ignore_errors=True)
        return made.returncode
    users_file(office).write_text(made.stdout, encoding="utf-8")
    return 0


def users_file(office: Path) -> Path:
    """The users of the demonstration office, with their passwords."""
    return office.with_name("demonstration-users.txt")


def run_application(arguments: argparse.Namespace) -> int:
    """Open the window on the demonstration office, or leave papers and pictures without one."""
    set_up(RUN_LOCK, for_display=display_is_named())
    if not (display_is_named() and display_answers()):
        return run_demo(None)
    office = demonstration_office()
    if arguments.fresh and office.exists():
        shutil.rmtree(office)
    if not office.exists() and (code := make_demonstration(office)):
        return code
    if users_file(office).exists():
        say(users_file(office).read_text(encoding="utf-8").rstrip())
    say("Opening the demonstration office …")
    return call([in_venv("python"), "main.py", "--office", office, "open"])


def run_demo(_arguments: argparse.Namespace | None) -> int:
    """Without a display: papers and pictures of the window, in a folder."""
    say("No display here, so no window can be opened. Making the demonstration's papers and")
    say(f"pictures of the window instead, in {DEMO_OUTPUT}")
    code = call(
        [in_venv("python"), "main.py", "demo", "--out", DEMO_OUTPUT.name],
        QT_QPA_PLATFORM="offscreen",
    )
    if code == 0:
        say(f"Done. Look into {DEMO_OUTPUT}")
    return code


def run_checks() -> list[str]:
    """Run every linter; the names of those that found something."""
    failed = []
    for name, (programme, *rest) in CHECKS.items():
        say(f"== {name}")
        if call([in_venv(programme), *rest]):
            failed.append(name)
    return failed


def check(_arguments: argparse.Namespace) -> int:
    """The linters alone."""
    set_up(TEST_LOCK, for_display=False)
    failed = run_checks()
    say(f"Found something: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def run_pytest(arguments: Sequence[str]) -> tuple[int, str]:
    """Run the tests, passing their output on; the exit code and pytest's closing line."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    workers = [] if arguments else ["-n", "auto"]
    with subprocess.Popen(
        [str(in_venv("python")), "-m", "pytest", *colour, *workers, *arguments],
        cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "ASSET_RECOVERY_LONG_STORIES": "1", **os.environ},
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as tests:
        assert tests.stdout is not None
        tail = b""
        while piece := tests.stdout.read(8192):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            tail = (tail + piece)[-8192:]
    lines = tail.decode("utf-8", "replace").strip().splitlines()
    return tests.returncode, lines[-1] if lines else ""


def test(arguments: argparse.Namespace) -> int:
    """Linters, then every test. pytest's closing line comes last, whatever happened before."""
    set_up(TEST_LOCK, for_display=False)
    failed = run_checks()
    say("== pytest")
    code, closing_line = run_pytest(arguments.pytest)
    if failed:
        say(f"\nThese checks found something (see above): {', '.join(failed)}.\n{closing_line}")
    return code or (1 if failed else 0)


def bench(arguments: argparse.Namespace) -> int:
    """The performance figures of this machine."""
    set_up(RUN_LOCK, for_display=False)
    return call([in_venv("python"), "main.py", "bench", *arguments.bench])


def only_set_up(_arguments: argparse.Namespace) -> int:
    """Set everything up and stop."""
    set_up(TEST_LOCK, for_display=display_is_named())
    say("Everything is in place.")
    return 0


def lock(_arguments: argparse.Namespace) -> int:
    """Resolve pyproject.toml anew for every system and Python, with hashes, without addresses."""
    uv = shutil.which("uv")
    if uv is None:
        raise SetUpFailed("To make the lock files anew, `uv` must be on the path: pip install uv")
    resolve = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    plain = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    # Only the command of num2words, which nobody here calls, needs it; it comes without a wheel.
    plain += ["--no-emit-package", "docopt"]
    for path, extra in ((RUN_LOCK, []), (TEST_LOCK, ["--extra", "test", "-c", RUN_LOCK.name])):
        path.unlink(missing_ok=True)
        if code := call([*resolve, *plain, *extra, "pyproject.toml", "-o", path]):
            return code
        say(f"Made {path.name}.")
    return 0


def parser() -> argparse.ArgumentParser:
    """The commands, as `--help` shows them."""
    programme = "py dev.py" if WINDOWS else "python3 dev.py"
    main = argparse.ArgumentParser(prog=programme, description="Asset Recovery: set up, run, test.")
    commands = main.add_subparsers(title="commands", metavar="")
    run = commands.add_parser("run", help="open the application on the demonstration office")
    run.add_argument("--fresh", action="store_true", help="make the demonstration office anew")
    run.set_defaults(command=run_application)
    tests = commands.add_parser("test", help="run the whole test suite: linters, types, tests")
    tests.set_defaults(command=test, rest="pytest")
    figures = commands.add_parser("bench", help="measure the performance of this machine")
    figures.set_defaults(command=bench, rest="bench")
    for name, command, text in (
        ("setup", only_set_up, "only make everything ready"),
        ("check", check, "only linters, types and import contracts"),
        ("lock", lock, "resolve the dependencies anew (needs uv)"),
    ):
        commands.add_parser(name, help=text).set_defaults(command=command)
    return main


def main(given: Sequence[str]) -> int:
    """Read the command line and do what it says; the exit code."""
    commands = parser()
    arguments, rest = commands.parse_known_args(given)
    if not hasattr(arguments, "command"):
        commands.print_help()
        return 0
    if rest and not hasattr(arguments, "rest"):
        commands.error(f"unknown: {' '.join(rest)}")
    if hasattr(arguments, "rest"):
        setattr(arguments, arguments.rest, [word for word in rest if word != "--"])
    try:
        return int(arguments.command(arguments))
    except SetUpFailed as problem:
        say(f"\n{problem}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
