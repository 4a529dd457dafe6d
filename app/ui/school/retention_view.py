"""«Хранение»: how long each kind of chat is kept, and what goes before anything does."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from app.domain.retention import (
    RECORDINGS_USUAL,
    Due,
    KeptKind,
    Periods,
    ServerDue,
    ServerPeriods,
)
from app.services.facade.school.school import School
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.i18n import tr, trn
from app.ui.qt.images import Starter
from app.ui.roster.loaded import LoadedView
from app.ui.school.periods_card import PeriodsCard
from app.ui.school.words import day_words
from app.ui.theme import Theme
from app.ui.when import full_time

_CHOICES = (None, 90, 180, 365, 730, 1_095, 1_825)
_RECORDINGS, _RECORDED = "recordings", (7, 14, 30, 60, 90, 180, 365)
_LEAVERS = (7, 14, 30, 60, 90, 180, 365)


class RetentionView(LoadedView):
    """The school's own periods; for who runs the server those of files and accounts too."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(theme, school, tasks)
        self.chats = PeriodsCard(
            theme,
            tr("Сколько хранить переписку и записи"),
            tr(
                "Старше срока — удаляется ночью, в половине третьего, и возвращается только из "
                "резервной копии. Личные чаты и чаты, которые люди создали сами, не затрагиваются. "
                "Записи уроков удаляются в тот же час, когда выйдет срок, и копий у них нет."
            ),
            {kind.value: words for kind, words in kind_words().items()}
            | {_RECORDINGS: tr("Записи уроков")},
        )
        self.server = PeriodsCard(
            theme,
            tr("Файлы и ушедшие: весь сервер"),
            tr(
                "Файл удаляется, если его столько времени никто не открывал. Учётная запись "
                "закрывается, когда человека столько времени нет в списке школы; имя на "
                "написанном остаётся."
            ),
            {"files": tr("Файлы"), "leavers": tr("Учётные записи ушедших")},
        )
        self.chats.saved.connect(lambda: self.act(self._save_chats()))
        self.server.saved.connect(lambda: self.act(self._save_server()))
        self.column.addWidget(self.chats)
        self.column.addWidget(self.server)
        self.column.addStretch(1)

    def written(self) -> object:
        """The chosen periods."""
        return self.chats.chosen(), self.server.chosen()

    async def load(self) -> None:
        """What was decided, and when it was carried out."""
        if self.no_school():
            return
        me = self.school.me.value
        operator = me is not None and me.operator
        periods = await self.school.retention.periods(self.org)
        whole = await self.school.retention.server() if operator else None
        self._show(periods)
        self.server.setVisible(whole is not None)
        if whole is not None:
            self.server.offer("files", _CHOICES, whole.files)
            self.server.offer("leavers", _LEAVERS, whole.leavers)
        self.stack.setCurrentWidget(self.area)

    def _show(self, periods: Periods) -> None:
        for kind in KeptKind:
            self.chats.offer(kind.value, _CHOICES, periods.days.get(kind))
        self.chats.offer(_RECORDINGS, _RECORDED, periods.recordings)
        self.chats.say(_decided(periods))

    async def _save_chats(self) -> None:
        chosen = self.chats.chosen()
        days = {kind: it for kind in KeptKind if (it := chosen[kind.value]) is not None}
        films = chosen[_RECORDINGS] or RECORDINGS_USUAL
        due = await self.school.retention.preview(self.org, days, recordings=films)
        if await self._sure(due_words(due)):
            await self.school.retention.decide(self.org, days, recordings=films)
            toast(self, self.theme, tr("Сроки сохранены"))
            self.reload()

    async def _save_server(self) -> None:
        chosen = self.server.chosen()
        periods = ServerPeriods(chosen["files"], chosen["leavers"] or 30)
        due = await self.school.retention.preview_server(periods)
        if await self._sure(server_due_words(due)):
            await self.school.retention.decide_server(periods)
            toast(self, self.theme, tr("Сроки сохранены"))
            self.reload()

    async def _sure(self, lost: Sequence[str]) -> bool:
        """Say what goes; only a yes decides."""
        title = tr("Сохранить сроки?")
        if not lost:
            text = tr("Сейчас ничего не удалится: старше этих сроков ничего нет.")
            return await confirm(self, self.theme, title, text, action=tr("Сохранить"))
        parts = (tr("Ближайшей ночью:"), *(f"— {one}" for one in lost), tr("Вернуть это нельзя."))
        text, action = "\n".join(parts), tr("Сохранить и удалить")
        return await confirm(self, self.theme, title, text, action=action, danger=True)


def kind_words() -> Mapping[KeptKind, str]:
    """What each kind of chat is called."""
    return {
        KeptKind.CLASS: tr("Чаты классов"),
        KeptKind.PARENTS: tr("Чаты родителей"),
        KeptKind.SUBJECT: tr("Чаты предметов"),
        KeptKind.STAFF: tr("Учительская"),
    }


def due_words(due: Sequence[Due]) -> list[str]:
    """Return a line for each kind of chat that would lose something, and one for recordings."""
    lines = []
    for one in due:
        if one.kind is None and one.recordings:
            lines.append(trn("%n [запись урока|записи уроков|записей уроков]", one.recordings))
        if one.kind is None or not one.messages:
            continue
        chats = trn("%n [чат|чата|чатов]", one.chats)
        messages = trn("до %n [сообщения|сообщений|сообщений]", one.messages)
        before = one.before.astimezone() if one.before else None
        day = f"{day_words(before.date())} {before.year}" if before else ""
        lines.append(
            tr(
                "{kind}: {messages} старше {day} ({chats})",
                kind=kind_words()[one.kind],
                messages=messages,
                day=day,
                chats=chats,
            )
        )
    return lines


def server_due_words(due: ServerDue) -> list[str]:
    """Return what files and accounts would go."""
    lines = []
    if due.files:
        lines.append(trn("удалится %n [файл|файла|файлов]", due.files))
    if due.accounts:
        told = trn("закроется %n [учётная запись|учётные записи|учётных записей]", due.accounts)
        lines.append(told)
    return lines


def _decided(periods: Periods) -> str:
    now = datetime.now(UTC)
    if periods.decided_at is None:
        return tr("Срок не выбран: из переписки ничего не удаляется.")
    said = tr("Решено {when}.", when=full_time(periods.decided_at, now))
    if not periods.days:
        return f"{said} {tr('Из переписки ничего не удаляется.')}"
    if periods.done_at is None:
        return f"{said} {tr('Ещё не выполнялось: начнётся ближайшей ночью.')}"
    return f"{said} {tr('Последний раз выполнено {when}.', when=full_time(periods.done_at, now))}"
