"""No orphans: a process that watches its parent and goes when the parent has gone.

Linux tells a child by signal (PR_SET_PDEATHSIG), Windows lets it wait for the parent's handle;
where neither is to be had (macOS) the parent's process id is looked at twice a second.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_SYNCHRONIZE = 0x00100000
_POLL_SECONDS = 0.5


def watch_parent(parent_pid: int, on_gone: Callable[[], None]) -> None:
    """Call `on_gone` once, on a thread of its own, when the process `parent_pid` has ended."""
    threading.Thread(
        target=_wait_and_tell, args=(parent_pid, on_gone), name="lifeline", daemon=True
    ).start()


def end_with_parent(parent_pid: int) -> None:
    """End this process when its parent ends: politely at first, for sure after ten seconds."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    watch_parent(parent_pid, _end)


def tie_to_parent() -> Callable[[], None] | None:
    """What a fork has to run before a program that is not ours, so that it ends with its parent.

    None where the system knows no such thing: only there can such a program outlive a killed one.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl  # found before the fork, in which nothing may be loaded

    def tie() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    return tie


def _end() -> None:
    signal.raise_signal(signal.SIGTERM)
    if sys.platform != "win32":  # there it would end this process at once
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)
    os._exit(1)


def _wait_and_tell(parent_pid: int, on_gone: Callable[[], None]) -> None:
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_SYNCHRONIZE, False, parent_pid)
        if handle:
            kernel.WaitForSingleObject(handle, -1)
    else:
        while os.getppid() == parent_pid:
            time.sleep(_POLL_SECONDS)
    on_gone()
