"""What goes into the program that people install, and what stays out of it.

PyInstaller collects everything within reach; here is what of that Parta needs. On Linux what every
desktop has stays with the system, which keeps it safe and fits it to its drivers; the packages ask
for it (`Depends`).
"""

import fnmatch
from pathlib import PurePosixPath

UNUSED_MODULES = [
    *("tkinter", "pydoc", "doctest", "unittest", "distutils", "setuptools", "pip"),
    *("MySQLdb", "psycopg2", "pysqlite2", "IPython", "matplotlib"),
    *("numpy.f2py", "numpy.testing", "numpy.distutils", "PIL.ImageTk", "PIL.ImageQt"),
    *("sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.mssql"),
]
HIDDEN_MODULES = [  # found by name at run time
    *("keyring.backends.SecretService", "keyring.backends.libsecret", "keyring.backends.kwallet"),
    *("keyring.backends.Windows", "keyring.backends.macOS", "keyring.backends.chainer"),
    "sqlalchemy.dialects.sqlite.pysqlcipher",
]
UNUSED_FILES = (
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/networkinformation/*",
    "*/plugins/platforms/libq[elmv]*",  # eglfs, linuxfb, minimal, vnc, vkkhrdisplay
    "*/plugins/platforms/q[dm]*",  # direct2d, minimal: on Windows
    "*PySide6/opengl32sw.dll",  # 20 MB for 3D where there is no driver
    "*/portaudio-binaries/*asio*",
    "*/portaudio-binaries/*32bit*",
    "*/plugins/tls/*",
    "*/plugins/imageformats/*q[it]*",  # icns, ico, tga, tiff
    "*/plugins/imageformats/*qwbmp*",
    "*/Qt/translations/[!q]*",
    "*/Qt/translations/qt_*",
    "*PySide6/translations/qt_*",
    "*/translations/qt*_[!re]*",
    "*/translations/qtbase_e[!n]*",
    "*libQt6Egl*",
    "livekit/rtc/resources/*.h",
    "livekit/rtc/resources/jupyter-html/*",
    "resources/translations/*.ts",
)
BROUGHT_ALONG = (  # of the build machine's own libraries, on Linux
    *("libpython3*", "libssl*", "libcrypto*", "libffi*", "libbz2*", "liblzma*", "libsqlite3*"),
    *("libreadline*", "libtinfo*", "libncurses*", "libuuid*", "libexpat*"),
    *("libxcb-cursor*", "libxcb-icccm*", "libxcb-image*", "libxcb-keysyms*", "libxcb-util*"),
    *("libxcb-render-util*", "libxcb-xinerama*", "libxcb-xkb*", "libxkbcommon*"),
)
_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")


def is_wanted(destination: str, source: str) -> bool:
    """Whether a file that PyInstaller found is taken; `source` is '' for what has none."""
    if any(fnmatch.fnmatch(destination, one) for one in UNUSED_FILES):
        return False
    if source.startswith(_SYSTEM) and "site-packages" not in source:
        name = PurePosixPath(source).name
        return any(fnmatch.fnmatch(name, one) for one in BROUGHT_ALONG)
    return True
