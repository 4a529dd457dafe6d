"""The sign-in page: for the first profile, and for one more from the rail's plus."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.profiles import ProfileKind
from app.services.facade.profiles import Profiles
from app.ui.login.art import Art
from app.ui.login.form import LoginForm
from app.ui.look import Look
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import IconButton, bind
from app.ui.style import dress

_FORM_WIDTH = 360
_ART_FROM = 860
"""Below this width the picture gives its room to the form."""


class LoginPage(QWidget):
    """A picture on the left, the form on the right; school first, personal one click away."""

    finished = Signal()
    """Signed in, or gone back."""

    def __init__(
        self, profiles: Profiles, look: Look, tasks: Starter, *, can_go_back: bool
    ) -> None:
        super().__init__()
        self._profiles, self._look, self._tasks = profiles, look, tasks
        self._can_go_back = can_go_back
        self._over = False
        theme = look.theme(ProfileKind.SCHOOL)
        self.art = Art(theme)
        self._half = QWidget()
        self._half.setObjectName("half")
        self._half.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.art, 1)
        row.addWidget(self._half, 1)
        self._column = QVBoxLayout(self._half)
        self._column.setContentsMargins(8, 8, 8, 8)
        self.back = IconButton(theme, "arrow_left_24_regular", tr("Назад"))
        self.back.clicked.connect(self._finish)
        self.back.setVisible(can_go_back)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column.addWidget(self._scroll, 1)
        self.form = self._show_form(ProfileKind.SCHOOL)

    def start(self, address: str = "", *, card: str = "") -> None:
        """Begin; `card` is the code of a printed card."""
        self.form.start(address, card=card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back."""
        if event.key() == Qt.Key.Key_Escape and self._can_go_back:
            self._finish()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the picture gives way."""
        super().resizeEvent(event)
        scale = self._look.theme(ProfileKind.SCHOOL).scale
        self.art.setVisible(self.width() >= _ART_FROM * max(scale, 1.0))

    def _show_form(self, kind: ProfileKind) -> LoginForm:
        theme = self._look.theme(kind)
        form = LoginForm(self._profiles, theme, self._tasks, kind=kind)
        form.signed_in.connect(self._finish)
        form.kind_wanted.connect(self._on_kind_wanted)
        holder = QWidget()
        holder.setObjectName("holder")
        middle = QVBoxLayout(holder)
        middle.addStretch(1)
        row = QHBoxLayout()  # an alignment would take the height of words from the whole width
        row.addStretch(1)
        row.addWidget(form)
        row.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(1)
        dress(holder, theme)

        def refresh() -> None:
            form.setFixedWidth(min(theme.px(_FORM_WIDTH), 700))
            self._half.setStyleSheet(
                f"QWidget#half {{ background: {theme.colors.surface.name()}; }}"
                "QScrollArea, QWidget#holder { background: transparent; border: none; }"
            )

        bind(theme, holder, refresh)
        self._scroll.setWidget(holder)
        self.art.set_theme(theme)
        return form

    def _on_kind_wanted(self, kind: ProfileKind) -> None:
        self.form.stop()
        shared = self.form.shared.isChecked()
        self.form = self._show_form(kind)
        self.form.shared.setChecked(shared)
        self.form.start()

    def _finish(self) -> None:
        if not self._over:
            self._over = True
            self.form.stop()
            self.finished.emit()
