"""What works aside hands over what it finds in turn, and ends with whoever it works for."""

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from app.aside import InThread

BEGIN = """
import os, signal, sys, threading, time
from app.aside import InProcess, can_fork
"""


def python(code: str) -> "subprocess.CompletedProcess[str]":
    """Run where there is one thread and no Qt, as at a start."""
    return subprocess.run(
        [sys.executable, "-c", BEGIN + code], capture_output=True, text=True, check=False
    )


def test_a_thread_hands_over_in_turn_and_then_it_is_the_end() -> None:
    def work() -> Iterator[object]:
        yield b"plain"
        yield [1, None]

    aside = InThread(work)
    assert [aside.next(30), aside.next(None)] == [b"plain", [1, None]]
    for _ in range(2):
        with pytest.raises(EOFError):
            aside.next(30)


linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is a thread")


@linux
def test_a_process_hands_over_in_turn_and_then_it_is_the_end() -> None:
    done = python("""
def work():
    assert threading.current_thread() is threading.main_thread()
    for one in (b"", b"x" * 3_000_000, [1, None], os.getpid()):
        yield one
aside = InProcess(work)
assert aside.next(None) == b""
assert aside.next(30) == b"x" * 3_000_000
assert aside.next(30) == [1, None]
child = aside.next(30)
assert child != os.getpid()
try:
    aside.next(30)
except EOFError:
    print("the end")
aside.close()
try:
    os.kill(child, 0)
except ProcessLookupError:
    print("and nothing is left")
""")
    assert done.stdout == "the end\nand nothing is left\n", done.stderr


@linux
def test_a_process_that_waits_is_not_waited_for_and_ends_when_it_is_closed() -> None:
    done = python("""
def work():
    yield b""
    signal.pause()  # a keyring that asks
aside = InProcess(work)
aside.next(30)
try:
    aside.next(0.01)
except TimeoutError:
    print("late")
aside.close()
print("closed")
""")
    assert done.stdout == "late\nclosed\n", done.stderr


@linux
def test_a_process_that_waits_ends_with_a_killed_program() -> None:
    done = python("""
def work():
    yield b""
    signal.pause()
aside = InProcess(work)
aside.next(30)
os.kill(os.getpid(), signal.SIGKILL)
""")  # returns when nobody holds its output any more
    assert done.returncode == -signal.SIGKILL


@linux
def test_an_error_is_the_end_and_says_nothing() -> None:
    done = python("""
def work():
    yield b"one"
    raise RuntimeError("private")
aside = InProcess(work)
assert aside.next(30) == b"one"
try:
    aside.next(30)
except EOFError:
    print("the end")
""")
    assert (done.stdout, done.stderr) == ("the end\n", "")


@linux
def test_where_a_thread_runs_or_qt_is_loaded_nothing_is_forked() -> None:
    done = python("""
print(can_fork())
gate = threading.Event()
threading.Thread(target=gate.wait).start()
print(can_fork())
gate.set()
import PySide6
print(can_fork())
""")
    assert done.stdout == "True\nFalse\nFalse\n", done.stderr
