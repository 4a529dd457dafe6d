"""«Пересчёт по событиям»: whether a week's report is what the messages themselves say, and why not.

The service counts day by day and goes on when this is closed; nothing is changed by it.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.errors import AppError
from app.domain.school import Recount, RecountedOrg, Why
from app.services.facade.school.school import School
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.widgets import label
from app.ui.roster.lines import Line, LineList
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet

_LOOK_MS = 400


class RecountSheet(WorkSheet):
    """Begins at once; a bar while it counts, then what was kept beside what the events say."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, school: School, *, week: str, words: str
    ) -> None:
        super().__init__(parent, theme, tr("Пересчёт по событиям"), width=560)
        self._school, self._week = school, week
        self.words(
            tr(
                "Неделя {week}: сервер заново считает сообщения и сравнивает с сохранённым "
                "отчётом. Сам отчёт не меняется.",
                week=words,
            )
        )
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Ход пересчёта"))
        self.body.addWidget(self.bar)
        self.state = label(theme, tr("Начинаю…"), FontRole.BODY, wrap=True)
        self.body.addWidget(self.state)
        self.why = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        self.why.hide()
        self.body.addWidget(self.why)
        self.rows = LineList(theme, tr("Сохранено и пересчитано"), first=20)
        self.rows.hide()
        self.body.addWidget(self.rows)
        self.body.addWidget(self.note)
        self.again = self.add_action(tr("Пересчитать снова"), slot=self._begin)
        self.again.hide()
        self.add_action(tr("Закрыть"))
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(lambda: self.tasks.start(self._ask(begin=False)))
        self._begin()

    def done(self, code: int) -> None:
        """Qt: nobody looks, nobody asks."""
        self._look.stop()
        super().done(code)

    def _begin(self) -> None:
        self.again.hide()
        self.note.hide()
        self.why.hide()
        self.rows.hide()
        self.bar.show()
        self.bar.setRange(0, 0)
        self.tasks.start(self._ask(begin=True))

    async def _ask(self, *, begin: bool) -> None:
        try:
            ask = self._school.begin_recount if begin else self._school.recount
            found = await ask(self._week)
        except AppError as error:
            self._stop()
            self.say(user_text(error.user_text))
            return
        if found.failed:
            self._stop()
            self.say(tr("Пересчёт прервался: сервер не смог прочитать события. Попробуйте позже."))
        elif found.finished:
            self._show(found)
        else:
            self.bar.setRange(0, found.of)
            self.bar.setValue(found.done)
            done = tr("Посчитано дней: {done} из {of}.", done=found.done, of=found.of)
            self.state.setText(done)
            self._look.start()

    def _stop(self) -> None:
        self.bar.hide()
        self.state.setText("")
        self.again.show()

    def _show(self, found: Recount) -> None:
        self._stop()
        differing = found.differing
        if differing:
            said = trn("Расходится у %n [организации|организаций|организаций].", len(differing))
        elif found.orgs:
            said = tr("Совпадает: в событиях те же числа, что и в отчёте.")
        else:
            said = tr("За эту неделю сравнивать нечего: учителей в отчёте нет.")
        self.state.setText(said)
        self.why.setText("\n".join(why_words(one) for one in found.why))
        self.why.setVisible(bool(found.why))
        rest = [one for one in found.orgs if not one.differs]
        self.rows.show_lines([_line(one) for one in (*differing, *rest)])
        self.rows.setVisible(bool(found.orgs))


def why_words(why: Why) -> str:
    """Return what may explain a difference."""
    match why:
        case Why.ROSTER:
            return tr("Список школы с тех пор изменился: считаются другие учителя.")
        case Why.EARLY:
            return tr("Отчёт сохранён до конца недели: после него ещё писали.")
        case Why.PURGED:
            return tr("Часть сообщений той недели уже удалена по сроку хранения.")
        case Why.UNKNOWN:
            return tr(
                "Ни список, ни сроки этого не объясняют: сохранённые числа изменены или "
                "повреждены. Сообщите администратору сервера."
            )


def _line(one: RecountedOrg) -> Line:
    if one.kept is None or one.anew is None:
        same, other = tr("мало учителей"), tr("мало учителей, есть расхождение")
        return Line(one.name, side=other if one.differs else same, tone=_tone(one))
    kept, anew = _share(one.kept), _share(one.anew)
    if not one.differs:
        return Line(one.name, side=tr("{share} · совпадает", share=kept))
    text = tr("в отчёте {kept}, по событиям {anew}", kept=kept, anew=anew)
    return Line(one.name, text, tr("расходится"), tone=_tone(one))


def _tone(one: RecountedOrg) -> str:
    return "danger" if one.differs else "text"


def _share(share: float) -> str:
    return f"{share:.1f} %".replace(".", tr(","))
