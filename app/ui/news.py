"""«Что нового»: what each version brought, from a file that ships with the program.

Nothing is fetched. Shown once by itself after an update; always to be found in the settings.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.ui.qt.dialogs import Sheet, opened
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label
from app.ui.resources import resource
from app.ui.theme import FontRole, Theme
from app.ui.when import long_date

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Release:
    """What one version brought, a sentence each."""

    version: str
    day: date
    changes: tuple[str, ...]


def order_of(version: str) -> tuple[int, ...]:
    """Return a version as numbers to compare; () for what is none."""
    pieces = version.split(".")
    return tuple(map(int, pieces)) if all(one.isdecimal() for one in pieces) else ()


def read_releases(language: str, path: Path | None = None) -> tuple[Release, ...]:
    """Return the versions that are told of, newest first; none where the file is broken."""
    try:
        told = json.loads((path or resource("news.json")).read_text(encoding="utf-8"))
        found = [
            Release(one["version"], date.fromisoformat(one["date"]), tuple(one[language]))
            for one in told
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        _log.warning("no news: %s", type(error).__name__)
        return ()
    return tuple(sorted(found, key=lambda one: order_of(one.version), reverse=True))


def since(releases: Sequence[Release], seen: str) -> tuple[Release, ...]:
    """Return what came after a version; nothing for '' (nobody has seen another one here)."""
    if not seen:
        return ()
    return tuple(one for one in releases if order_of(one.version) > order_of(seen))


async def show_news(parent: QWidget, theme: Theme, releases: Sequence[Release]) -> None:
    """Show versions until they are closed."""
    await opened(NewsSheet(parent, theme, releases))


class NewsSheet(Sheet):
    """Versions one under the other with their days."""

    def __init__(self, parent: QWidget | None, theme: Theme, releases: Sequence[Release]) -> None:
        super().__init__(parent, theme, tr("Что нового в Парте"), width=520)
        if not releases:
            nothing = tr("Список изменений не прочитался. Переустановите Парту, чтобы его увидеть.")
            self.body.addWidget(label(theme, nothing, FontRole.BODY, tone="text2", wrap=True))
        now = datetime.now(UTC)
        for one in releases:
            day = long_date(datetime.combine(one.day, time(12), UTC), now)
            title = tr("Версия {version} · {day}", version=one.version, day=day)
            self.body.addWidget(label(theme, title, FontRole.BODY_STRONG, wrap=True))
            for change in one.changes:
                words = label(theme, f"•  {change}", FontRole.BODY, tone="text2", wrap=True)
                self.body.addWidget(words)
        self.add_action(tr("Понятно"), look="primary")
