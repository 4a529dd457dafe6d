"""Whether the person shows their screen to others: nothing pops up then."""

import os


def is_presenting() -> bool:
    """Ask the system whether a presentation or a full-screen program runs.

    Windows tells (`SHQueryUserNotificationState`). On Linux and macOS the system holds its own
    notifications back in «do not disturb»; our own screen sharing will tell with the calls.
    """
    if os.name != "nt":
        return False
    import ctypes

    busy, full_screen, presentation = 2, 3, 4
    state = ctypes.c_int(0)
    shell = getattr(ctypes, "windll").shell32  # noqa: B009 - exists on Windows only
    failed = shell.SHQueryUserNotificationState(ctypes.byref(state))
    return not failed and state.value in (busy, full_screen, presentation)
