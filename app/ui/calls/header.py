"""Over the stage: which call, since when, how many, recording, connection in words, arrangement."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.domain.calls import CallInfo, CallState, Connecting, Ended, Live, Quality
from app.domain.lessons import Recording
from app.ui.calls.plan import Arrangement
from app.ui.calls.words import quality_look, quality_words, running_time, state_words, title_of
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import ElidedLabel, IconButton, bind, label
from app.ui.theme import FontRole, Theme

HEIGHT = 56


class CallHeader(QWidget):
    """Only shows; the window says what."""

    arrangement_wanted = Signal()
    small_wanted = Signal()
    screen_wanted = Signal()

    def __init__(self, theme: Theme, info: CallInfo) -> None:
        super().__init__()
        self._theme = theme
        self._state: CallState = Connecting()
        self._count = 0
        self._quality = Quality.UNKNOWN
        self._timer_until: datetime | None = None
        self._recording = False
        self._title = title_of(info)
        self.title = ElidedLabel(self._title)
        self.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.facts = ElidedLabel()
        self.timer = label(theme, "", FontRole.CAPTION_STRONG, tone="warn")
        self.locked = QLabel()
        self.locked.setToolTip(tr("Вход закрыт"))
        self.locked.setAccessibleName(tr("Вход закрыт"))
        self.recording, self._record_icon = self._pair("danger")
        self.connection, self._bars = self._pair("text2")
        self.arrangement = IconButton(theme, "grid_24_regular", tr("Сеткой (L)"))
        self.small = IconButton(
            theme, "picture_in_picture_20_regular", tr("В маленькое окно (Ctrl+Shift+F)")
        )
        self.screen_button = IconButton(
            theme, "full_screen_maximize_20_regular", tr("Во весь экран (F11)")
        )
        for button in (self.arrangement, self.small, self.screen_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.arrangement.clicked.connect(self.arrangement_wanted)
        self.small.clicked.connect(self.small_wanted)
        self.screen_button.clicked.connect(self.screen_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.facts, 1)
        for widget in (self.timer, self.locked, self._record_icon, self.recording):
            row.addWidget(widget)
            widget.hide()
        row.addSpacing(8)
        for widget in (self._bars, self.connection):
            row.addWidget(widget)
        for button in (self.arrangement, self.small, self.screen_button):
            row.addWidget(button)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._refresh_facts)
        self._clock.start()
        bind(theme, self, self._on_theme)

    def show_state(self, state: CallState) -> None:
        """Show where the call is."""
        self._state = state
        self._refresh_facts()

    def show_count(self, count: int) -> None:
        """Show how many are there."""
        self._count = count
        self._refresh_facts()

    def show_quality(self, quality: Quality) -> None:
        """Show the connection."""
        self._quality = quality
        words = quality_words(quality)
        icon, color = quality_look(quality, self._theme)
        self.connection.setText(words)
        self.connection.setStyleSheet(f"color: {color.name()}")
        size = self._theme.px(14)
        self._bars.setPixmap(self._theme.icon(icon, color, size, self.devicePixelRatioF()))
        self._fit()

    def show_lesson(
        self, *, recording: Recording, locked: bool, timer_until: datetime | None
    ) -> None:
        """Show what a lesson adds."""
        on = recording is Recording.ON
        self.recording.setText(tr("Идёт запись"))
        self._recording = on
        self._fit()
        self._record_icon.setVisible(on)
        self.locked.setVisible(locked)
        self._timer_until = timer_until
        self._refresh_facts()

    def show_end(self) -> None:
        """The call is over: what only holds during it goes."""
        self._timer_until = None
        self._quality = Quality.UNKNOWN
        self._fit()
        for button in (self.arrangement, self.small):
            button.hide()
        self._refresh_facts()

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Offer the other one."""
        grid = arrangement is Arrangement.GRID
        self.arrangement.set_icon("slide_layout_24_regular" if grid else "grid_24_regular")
        self.arrangement.set_name(tr("Крупно, кто говорит (L)") if grid else tr("Сеткой (L)"))

    def resizeEvent(self, event: object) -> None:
        """Qt: words give way to icons where it is narrow."""
        self._fit()

    def _pair(self, tone: str) -> tuple[QLabel, QLabel]:
        return label(self._theme, "", FontRole.CAPTION, tone=tone), QLabel()

    def _fit(self) -> None:
        wide = self.width() > self._theme.px(620)
        whole = QFontMetrics(self.title.font()).horizontalAdvance(self._title) + 4
        self.title.setFixedWidth(min(whole, round(self.width() * 0.4)))
        self.recording.setVisible(self._recording and wide)
        self._record_icon.setToolTip(tr("Идёт запись"))
        self._record_icon.setAccessibleName(tr("Идёт запись"))
        known = self._quality is not Quality.UNKNOWN
        self.connection.setVisible(wide and known)
        self._bars.setVisible(known)
        self._bars.setAccessibleName(quality_words(self._quality))
        self._bars.setToolTip(quality_words(self._quality))

    def _refresh_facts(self) -> None:
        now = datetime.now(UTC)
        facts = state_words(self._state, now)
        if isinstance(self._state, Live) and self._count:
            facts += " · " + trn("%n [участник|участника|участников]", self._count)
        self.facts.set_whole_text(facts)
        until = self._timer_until
        left = (until - now) if until is not None else None
        self.timer.setVisible(left is not None and not isinstance(self._state, Ended))
        if left is not None:
            done = left.total_seconds() <= 0
            words = tr("Время вышло") if done else tr("Осталось {time}", time=running_time(left))
            self.timer.setText(words)

    def _on_theme(self) -> None:
        theme = self._theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.title.setFont(theme.font(FontRole.TITLE))
        self.facts.setFont(theme.font(FontRole.CAPTION))
        self.facts.setProperty("tone", "text2")
        size = theme.px(16)
        self.locked.setPixmap(
            theme.icon("lock_closed_20_regular", theme.colors.warn, size, self.devicePixelRatioF())
        )
        self._record_icon.setPixmap(
            theme.icon("record_20_regular", theme.colors.danger, size, self.devicePixelRatioF())
        )
        self.show_quality(self._quality)
