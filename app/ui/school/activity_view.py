"""«Активность»: the share of teachers who write to their classes, by region, district and school.

Groups only: there is nothing on this page, nor in what it is made from, about one teacher.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import AppError
from app.domain.order import by_title
from app.domain.school import ActivityReport, Level, OrgActivity
from app.services.facade.school.school import School
from app.ui.chat_list.states import Notice
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Running, Starter
from app.ui.qt.widgets import bind, label, push_button
from app.ui.school.cards import Card, FitList
from app.ui.school.painting import RowDelegate
from app.ui.school.picker import Picker
from app.ui.school.region_tiles import tile_of
from app.ui.school.scrolling import scrolled
from app.ui.school.section_page import AdminView
from app.ui.school.states import CardsSkeleton
from app.ui.school.words import day_words, span_words
from app.ui.style import mixed
from app.ui.theme import FontRole, Theme

_FULL = 25.0
"""Per cent at which a tile has its deepest colour."""
_SIDE, _STEP = 40, 44


class TileMap(QWidget):
    """A tile a region, the deeper the colour the more teachers write; the list says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tiles: list[tuple[str, int, int, float]] = []
        theme.changed.connect(self._refresh)

    def show_regions(self, orgs: Sequence[OrgActivity]) -> bool:
        """Show regions that have a place and a share; whether there is any."""
        self._tiles = [
            (*tile, one.share)
            for one in orgs
            if one.share is not None and (tile := tile_of(one.name)) is not None
        ]
        said = ", ".join(f"{one.name} {share_words(one.share)}" for one in orgs)
        self.setAccessibleName(tr("Карта регионов: {regions}", regions=said))
        self._refresh()
        return bool(self._tiles)

    @property
    def tiles(self) -> Sequence[tuple[str, int, int, float]]:
        """(short name, column, row, share) of what is shown."""
        return self._tiles

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the tiles, moved to the upper left."""
        theme, colors, px = self._theme, self._theme.colors, self._theme.px
        first_column, first_row = self._corner()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for short, column, row, share in self._tiles:
            box = QRectF(
                px(_STEP) * (column - first_column), px(_STEP) * (row - first_row),
                px(_SIDE), px(_SIDE),
            )  # fmt: skip
            ground = mixed(colors.acc, colors.surface, 0.15 + 0.75 * min(share / _FULL, 1.0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 8, 8)
            painter.setPen(_ink(ground, colors.text, colors.surface))
            upper = QRectF(box.left(), box.top() + px(4), box.width(), px(16))
            painter.setFont(theme.font(FontRole.CAPTION_STRONG))
            painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, short)
            painter.setFont(theme.font(FontRole.SMALL))
            number = f"{share:.1f}".replace(".", tr(","))
            painter.drawText(upper.translated(0, px(16)), Qt.AlignmentFlag.AlignCenter, number)
        painter.end()

    def sizeHint(self) -> QSize:
        """Qt: as large as the tiles need."""
        first_column, first_row = self._corner()
        columns = max((one[1] for one in self._tiles), default=0) - first_column + 1
        rows = max((one[2] for one in self._tiles), default=0) - first_row + 1
        return QSize(self._theme.px(_STEP) * columns, self._theme.px(_STEP) * rows)

    def _corner(self) -> tuple[int, int]:
        columns = min((one[1] for one in self._tiles), default=0)
        return columns, min((one[2] for one in self._tiles), default=0)

    def _refresh(self) -> None:
        self.setMinimumSize(self.sizeHint())
        self.updateGeometry()
        self.update()


class OrgDelegate(RowDelegate):
    """Name, a bar to a hundred per cent, the share."""

    def height(self, row: object, width: int) -> int:
        """Two lines: the bar has its own."""
        return self.theme.px(48)

    def draw(self, painter: QPainter, box: QRectF, row: object) -> None:
        """One organisation; what is below another stands in."""
        assert isinstance(row, OrgActivity)
        theme, colors, px = self.theme, self.theme.colors, self.theme.px
        inset = {Level.REGION: 0, Level.DISTRICT: 14, Level.SCHOOL: 28}[row.level]
        left, right = box.left() + px(15 + inset), box.right() - px(15)
        painter.setFont(theme.font(FontRole.BODY_STRONG))
        painter.setPen(colors.text if row.share is not None else colors.text2)
        line = QRectF(left, box.top() + px(6), right - left, px(20))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        words = share_words(row.share)
        painter.drawText(line, flags, words)
        room = line.width() - painter.fontMetrics().horizontalAdvance(words) - px(12)
        painter.setFont(theme.font(FontRole.BODY))
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        bar = QRectF(left, box.top() + px(31), right - left, px(8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.surface2)
        painter.drawRoundedRect(bar, px(4), px(4))
        if row.share:
            bar.setWidth(max(bar.width() * row.share / 100, px(8)))
            painter.setBrush(colors.acc)
            painter.drawRoundedRect(bar, px(4), px(4))


class ActivityView(AdminView):
    """Map, list, week and files."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__()
        self.theme = theme
        self._school, self._tasks = school, tasks
        self._running: Running | None = None
        self._report: ActivityReport | None = None
        self.card = Card(theme, tr("Учителя, написавшие более 10 сообщений за неделю, %"))
        self.when = label(theme, "", FontRole.CAPTION, tone="text2", wrap=True)
        self.weeks = Picker(tr("Неделя"))
        self.weeks.picked.connect(self._load)
        self.card.extra.addWidget(self.weeks)
        self.map = TileMap(theme)
        self.list: FitList[OrgActivity] = FitList(
            theme, tr("Активность по организациям"), text_of=_spoken
        )
        self.list.setItemDelegate(OrgDelegate(theme, self.list))
        self.orgs = Card(theme, tr("По районам и школам"))
        self.orgs.add_line()
        self.orgs.body.addWidget(self.list)
        note = tr("Группы меньше пяти учителей не показываются.")
        self.small = label(theme, note, FontRole.CAPTION, tone="text2", wrap=True)
        self.csv, self.xlsx = push_button("CSV"), push_button("Excel")
        self.recount = push_button(tr("Пересчитать по событиям"), look="link")
        self.recount.clicked.connect(self._on_recount)
        self._fill()
        for button, form in ((self.csv, "csv"), (self.xlsx, "xlsx")):
            button.setAccessibleName(tr("Сохранить отчёт: {form}", form=button.text()))
            button.clicked.connect(lambda _=False, it=form: self._on_save(it))

    def came_up(self) -> None:
        """Ask for the last week, or the one that was chosen."""
        self._load(self._report.week if self._report else None)

    def _fill(self) -> None:
        theme = self.theme
        inside = QVBoxLayout()
        inside.addWidget(self.when)
        inside.addWidget(self.map, 0, Qt.AlignmentFlag.AlignLeft)
        self.card.body.addLayout(inside)
        foot = QHBoxLayout()
        foot.addWidget(self.small, 1)
        foot.addWidget(self.recount)
        foot.addWidget(self.csv)
        foot.addWidget(self.xlsx)
        self.orgs.body.addLayout(foot)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.card, self.orgs):
            column.addWidget(part)
        column.addStretch(1)
        self.skeleton, self.notice = CardsSkeleton(theme), Notice(theme)
        self.notice.acted.connect(self.came_up)
        self.area = scrolled(theme, holder)
        self.stack = QStackedWidget()
        for shown in (self.skeleton, self.notice, self.area):
            self.stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

        def fit() -> None:
            px = theme.px
            column.setSpacing(px(16))
            inside.setContentsMargins(px(15), 0, px(15), px(15))
            inside.setSpacing(px(12))
            foot.setContentsMargins(px(15), px(10), px(15), px(12))
            foot.setSpacing(px(10))

        bind(theme, self, fit)

    def _load(self, week: object) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = self._tasks.start(self._ask(week if isinstance(week, str) else None))

    async def _ask(self, week: str | None) -> None:
        try:
            report = await self._school.activity(week)
        except AppError as error:
            if self._report is not None:
                toast(self, self.theme, user_text(error.user_text))
                return
            self.notice.fail(tr("Отчёт не открылся"), error)
            self.stack.setCurrentWidget(self.notice)
            return
        if not report.orgs:
            text = tr("Первый отчёт появится в понедельник.")
            self.notice.say("data_bar_vertical_24_regular", tr("Отчётов пока нет"), text)
            self.stack.setCurrentWidget(self.notice)
            return
        self._show(report)

    def _show(self, report: ActivityReport) -> None:
        self._report = report
        self.weeks.offer([(week, _week_words(week)) for week in report.weeks], report.week)
        regions = [one for one in report.orgs if one.level is Level.REGION]
        self.map.setVisible(self.map.show_regions(regions))
        taken = report.taken_at
        by = tr("по регионам") if regions else tr("по школам")
        on = tr("на {date}", date=day_words(taken.astimezone().date())) if taken else ""
        self.when.setText(", ".join(part for part in (by, on) if part))
        self.list.show_rows(in_order(report.orgs))
        self.stack.setCurrentWidget(self.area)

    def _on_save(self, form: str) -> None:
        if self._report is not None:
            self._tasks.start(self._save(self._report.week, form))

    def _on_recount(self) -> None:
        if self._report is not None:
            self._tasks.start(self._recount(self._report.week))

    async def _recount(self, week: str) -> None:
        from app.ui.school.recount_sheet import RecountSheet

        words = _week_words(week)
        await opened(RecountSheet(self, self.theme, self._school, week=week, words=words))

    async def _save(self, week: str, form: str) -> None:
        from app.ui.qt.saving import ask_where_to_save

        name = tr("Активность учителей {week}", week=week)
        target = await ask_where_to_save(self, f"{name}.{form}")
        if target is not None:
            await self.save_to(week, form, target)

    async def save_to(self, week: str, form: str, target: Path) -> None:
        """Save the report of a week to a place of the person's choice."""
        try:
            await self._school.activity_file(week, form, target)
            toast(self, self.theme, tr("Файл сохранён: {name}", name=target.name))
        except AppError as error:
            toast(self, self.theme, user_text(error.user_text))


def in_order(orgs: Sequence[OrgActivity]) -> list[OrgActivity]:
    """Return organisations as a tree: each followed by what is below it, by name."""
    known = {one.org for one in orgs}
    below: dict[str, list[OrgActivity]] = {}
    for one in sorted(orgs, key=lambda each: (by_title(each.name), each.org)):
        below.setdefault(one.parent if one.parent in known else "", []).append(one)
    found: list[OrgActivity] = []
    seen: set[str] = set()

    def go(parent: str) -> None:
        for one in below.get(parent, ()):
            if one.org not in seen:
                seen.add(one.org)
                found.append(one)
                go(one.org)

    go("")
    return found


def share_words(share: float | None) -> str:
    """Return «8,7 %», or why there is no number."""
    if share is None:
        return tr("мало учителей")
    return f"{share:.1f} %".replace(".", tr(","))


def _spoken(one: OrgActivity) -> str:
    return f"{one.name}: {share_words(one.share)}"


def _week_words(week: str) -> str:
    try:
        year, number = week.split("-W")
        monday = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return week
    return span_words(monday, monday + timedelta(days=6))


def _ink(ground: QColor, dark: QColor, light: QColor) -> QColor:
    """Return whichever of two colours stands out more from the ground."""
    return max((dark, light), key=lambda ink: abs(ink.lightness() - ground.lightness()))
