"""The two faces of the program, school and personal, in the mode and text size of the person."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from app.domain.profiles import ProfileKind
from app.ui.preferences import Mode, Preferences, Settings
from app.ui.theme import Theme


class Look(QObject):
    """Owns one theme per profile kind and keeps them in step with settings and system."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        now = preferences.now
        self._themes = {
            kind: Theme(kind, dark=_is_dark(now.mode), scale=now.text_size / 100)
            for kind in ProfileKind
        }
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._unsubscribe = preferences.subscribe(self._on_settings)

    def theme(self, kind: ProfileKind) -> Theme:
        """Return the theme of a profile kind; always the same object."""
        return self._themes[kind]

    def close(self) -> None:
        """Stop watching the settings."""
        self._unsubscribe()

    def _on_settings(self, settings: Settings) -> None:
        for theme in self._themes.values():
            theme.set_look(dark=_is_dark(settings.mode), scale=settings.text_size / 100)

    def _on_system_changed(self) -> None:
        self._on_settings(self._preferences.now)


def _is_dark(mode: Mode) -> bool:
    if mode is Mode.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return mode is Mode.DARK
