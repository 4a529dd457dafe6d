"""An anonymous poll in a chat: one ballot, totals only, a table without names."""

import asyncio
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.content import PollContent
from app.domain.ids import UserId
from app.domain.people import Person
from app.domain.polls import PollAnswer, PollStart, PollState, Tally
from app.domain.timeline import TimelineItem
from app.services.poll_report import poll_table
from app.ui.conversation.choices import Choice, choices_for
from app.ui.conversation.layout.values import Label, ShowVoters, Vote
from app.ui.dialogs.ballot import BallotSheet
from tests.helpers.fakes.timeline import FakeTimeline, make_item
from tests.ui.conversation.test_page import CLASS, desk

__all__ = ["desk"]

POLL = PollStart(
    "Кого старостой?",
    (PollAnswer("a", "Артём"), PollAnswer("b", "=Дарья")),
    anonymous=True,
)
HEADER = ("Вариант", "Голосов", "Доля", "Кто голосовал")


def anonymous(state: PollState) -> TimelineItem:
    return make_item("p", PollContent(POLL), mine=True, poll=state)


def row_of(show, state: PollState):
    view = show(FakeTimeline([anonymous(state)]))
    return view.stretch.layout(view.stretch.rows.unit(0))


def said(row) -> str:
    return " · ".join(mark.text.text() for mark in row.marks if isinstance(mark, Label))


def test_before_three_votes_there_are_no_totals_and_never_names(show):
    fresh = row_of(show, PollState(tally=Tally()))
    assert "Анонимный опрос" in said(fresh)
    assert "Итоги — с трёх голосов" in said(fresh)
    assert [hit.target for hit in fresh.hits if isinstance(hit.target, Vote)] == [
        Vote("a"),
        Vote("b"),
    ]
    told = row_of(show, PollState(voters=3, tally=Tally(3, (("a", 2), ("b", 1))), voted=True))
    assert "Ваш голос принят · Проголосовали 3" in said(told)
    assert "67%" in said(told)
    assert not [hit for hit in told.hits if isinstance(hit.target, ShowVoters | Vote)]


async def test_a_click_opens_a_ballot_which_is_given_once(desk):
    item = anonymous(PollState(tally=Tally()))
    desk.items = [item]
    await desk.page.open(CLASS)
    desk.page.message_actions.vote(item, "b")
    async with asyncio.timeout(5):
        while (sheet := desk.page.window().findChild(BallotSheet)) is None:  # noqa: ASYNC110
            await asyncio.sleep(0)
    assert desk.session.composer.calls == [], "nothing is given by the click alone"
    QTest.mouseClick(sheet.give, Qt.MouseButton.LeftButton)
    async with asyncio.timeout(5):
        while not desk.session.composer.calls:  # noqa: ASYNC110
            await asyncio.sleep(0)
    assert desk.session.composer.calls[-1] == ("vote", CLASS, "$p", ("b",))
    given = replace(item, poll=PollState(voted=True, tally=Tally()))
    desk.page.message_actions.vote(given, "a")
    await asyncio.sleep(0)
    assert len(desk.session.composer.calls) == 1


def test_the_author_saves_totals_and_nobody_takes_a_ballot_back():
    state = PollState(voters=3, own=frozenset("a"), voted=True, tally=Tally(3, (("a", 3),)))
    offered = choices_for(anonymous(state), FakeTimeline([]).details.value.powers)
    assert Choice.EXPORT_POLL in offered
    assert Choice.TAKE_VOTE_BACK not in offered
    other = replace(anonymous(state), mine=False)
    assert Choice.EXPORT_POLL not in choices_for(other, FakeTimeline([]).details.value.powers)


def test_the_table_has_names_only_where_the_poll_is_public():
    state = PollState(voters=3, tally=Tally(3, (("a", 1), ("b", 2))))
    lines = poll_table(POLL, state, {}, header=HEADER).split("\r\n")
    assert lines == [
        "Кого старостой?",
        "Вариант;Голосов;Доля",
        "Артём;1;33,3 %",
        "'=Дарья;2;66,7 %",
        "",
    ]
    public = replace(POLL, anonymous=False)
    voter = Person(UserId("@v:x"), "=HYPERLINK()")
    counted = PollState(votes=(("a", (voter.user_id,)),), voters=1)
    table = poll_table(public, counted, {"a": [voter]}, header=HEADER)
    assert "Артём;1;100,0 %;'=HYPERLINK()" in table


async def test_a_final_vote_for_several_is_chosen_whole_too(desk):
    answers = tuple(PollAnswer(f"o{n}", text) for n, text in enumerate(("Музей", "Лес", "Театр")))
    poll = PollStart("Куда?", answers, max_selections=2, final=True)
    item = make_item("p", PollContent(poll), poll=PollState())
    desk.items = [item]
    await desk.page.open(CLASS)
    desk.page.message_actions.vote(item, "o0")
    async with asyncio.timeout(5):
        while (sheet := desk.page.window().findChild(BallotSheet)) is None:  # noqa: ASYNC110
            await asyncio.sleep(0)
    sheet.buttons[2].click()
    QTest.mouseClick(sheet.give, Qt.MouseButton.LeftButton)
    async with asyncio.timeout(5):
        while not desk.session.composer.calls:  # noqa: ASYNC110
            await asyncio.sleep(0)
    assert desk.session.composer.calls[-1] == ("vote", CLASS, "$p", ("o0", "o2"))
