"""`/v1/lessons`: a lesson from its plan to its end. What a person may do, the rules decide."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Query

from server.school_core.lessons import Place
from server.service.auth import Caller, Me
from server.service.calls.chats import chat_of_member
from server.service.lessons import door, leading, planning, repository
from server.service.lessons.board import Board, Group, Question
from server.service.lessons.leading import Decision
from server.service.lessons.lesson import Lesson
from server.service.lessons.schemas import (
    AnswerBody,
    DeviceBody,
    GroupsBody,
    HandBody,
    HereBody,
    LessonBody,
    LessonsBody,
    LockBody,
    NoticeBody,
    PeopleBody,
    PersonBody,
    PlanBody,
    QuestionBody,
    SilenceBody,
    SourcesBody,
    TimerBody,
    TokenBody,
)
from server.service.lessons.views import view
from server.service.lessons.watch import look
from server.service.problems import Problem
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/lessons", tags=["Уроки"])


@router.post("", summary="Создать урок", status_code=201)
async def create(body: PlanBody, caller: Me, world: InWorld) -> LessonBody:
    """Make a lesson in a class's chat and, unless it is for later, open it and ring."""
    plan = planning.Plan(
        room_id=body.room_id,
        class_id=body.class_id,
        title=body.title,
        journal_id=body.journal_id,
        due=body.starts_at,
        due_until=body.ends_at,
        teachers=frozenset(body.teachers),
        start=body.start,
    )
    return await view(world, await planning.create(world, caller, plan), caller.user_id)


@router.get("", summary="Уроки чата")
async def lessons(
    room_id: Annotated[str, Query(min_length=1, max_length=255)], caller: Me, world: InWorld
) -> LessonsBody:
    """The lessons of a chat the asker is in."""
    await chat_of_member(world.homeserver, room_id, caller.user_id)
    found = await world.database.run(repository.of_room, room_id)
    return LessonsBody(lessons=[await view(world, one, caller.user_id) for one in found])


@router.get("/here", summary="Уроки в этом чате")
async def here(
    room_id: Annotated[str, Query(min_length=1, max_length=255)], caller: Me, world: InWorld
) -> HereBody:
    """Whether the asker can hold a lesson in a chat, and the one that goes on there."""
    leads = await planning.leads_here(world, room_id, caller.user_id)
    found = await world.database.run(repository.running, room_id)
    return HereBody(leads=leads, lesson=await view(world, found, caller.user_id) if found else None)


@router.get("/{lesson_id}", summary="Урок")
async def lesson(lesson_id: str, caller: Me, world: InWorld) -> LessonBody:
    """One lesson, as the asker may see it."""
    return await view(world, await _visible(world, caller, lesson_id), caller.user_id)


@router.post("/{lesson_id}/start", summary="Начать урок")
async def start(lesson_id: str, caller: Me, world: InWorld) -> LessonBody:
    """Open the door and ring the class."""
    return await view(world, await planning.start(world, caller, lesson_id), caller.user_id)


@router.post("/{lesson_id}/end", summary="Закончить урок для всех")
async def end(lesson_id: str, caller: Me, world: InWorld) -> LessonBody:
    """Nobody stays behind."""
    return await view(world, await leading.end(world, caller, lesson_id), caller.user_id)


@router.post("/{lesson_id}/teachers", summary="Назначить ещё одного учителя")
async def name_teacher(lesson_id: str, body: PersonBody, caller: Me, world: InWorld) -> LessonBody:
    """A co-teacher or a substitute: leads as long as they are on the school's staff."""
    done = await leading.name_teacher(world, caller, lesson_id, body.user_id)
    return await view(world, done, caller.user_id)


# ------------------------------------------------------------------------------- floor and door


@router.put("/{lesson_id}/floor", summary="Дать слово или забрать")
async def floor(lesson_id: str, body: SourcesBody, caller: Me, world: InWorld) -> LessonBody:
    """Say what one pupil, or every pupil, may publish."""
    sources, user = frozenset(body.sources), body.user_id
    if user is None:
        return await _decide(
            world, caller, lesson_id, lambda board: board.set_floor(sources), "floor_for_all"
        )
    return await _decide(
        world, caller, lesson_id, lambda board: board.give_floor(user, sources), "floor", user
    )


@router.post("/{lesson_id}/silence", summary="Заглушить всех")
async def silence(lesson_id: str, body: SilenceBody, caller: Me, world: InWorld) -> LessonBody:
    """Take sources from every pupil; they cannot switch them on again."""
    sources = frozenset(body.sources)
    return await _decide(
        world, caller, lesson_id, lambda board: board.silence_all(sources), "silence"
    )


@router.post("/{lesson_id}/admit", summary="Впустить")
async def admit(lesson_id: str, body: PeopleBody, caller: Me, world: InWorld) -> LessonBody:
    """Let people in who wait, or who were removed."""

    def admitted(board: Board) -> Board:
        for user in body.users:
            board = board.admit(user)
        return board

    return await _decide(world, caller, lesson_id, admitted, "admit", ",".join(body.users[:5]))


@router.post("/{lesson_id}/remove", summary="Удалить с урока")
async def remove(lesson_id: str, body: PersonBody, caller: Me, world: InWorld) -> LessonBody:
    """Send somebody away until they are admitted again."""
    return await _decide(
        world, caller, lesson_id, lambda board: board.remove(body.user_id), "remove", body.user_id
    )


@router.put("/{lesson_id}/lock", summary="Закрыть или открыть вход")
async def lock(lesson_id: str, body: LockBody, caller: Me, world: InWorld) -> LessonBody:
    """Who was inside may come back, nobody else comes in."""
    await leading.led(world, caller, lesson_id)
    await look(world, lesson_id)  # whoever is inside this moment stays
    return await _decide(
        world,
        caller,
        lesson_id,
        lambda board: board.model_copy(update={"locked": body.locked}),
        "lock" if body.locked else "unlock",
    )


@router.put("/{lesson_id}/hand", summary="Поднять или опустить руку")
async def hand(lesson_id: str, body: HandBody, caller: Me, world: InWorld) -> LessonBody:
    """One's own hand; who leads may lower another's."""
    user = body.user_id or caller.user_id
    if user != caller.user_id:
        if body.up:
            raise Problem(403, "hand_not_yours", "Поднять можно только свою руку.")
        return await _decide(
            world, caller, lesson_id, lambda board: board.lower_hand(user), "hand_lowered", user
        )
    now = world.now()
    return await _take_part(
        world,
        caller,
        lesson_id,
        lambda board: board.raise_hand(user, now) if body.up else board.lower_hand(user),
    )


# --------------------------------------------------------------------- question, timer, groups


@router.put("/{lesson_id}/timer", summary="Поставить таймер")
async def timer(lesson_id: str, body: TimerBody, caller: Me, world: InWorld) -> LessonBody:
    """Show everybody a clock that runs down."""
    return await _decide(
        world,
        caller,
        lesson_id,
        lambda board: board.model_copy(update={"timer_until": body.until}),
        "timer",
    )


@router.post("/{lesson_id}/question", summary="Задать быстрый вопрос")
async def ask(lesson_id: str, body: QuestionBody, caller: Me, world: InWorld) -> LessonBody:
    """Ask in place of the question there was."""
    question = Question(id=secrets.token_urlsafe(6), text=body.text, options=tuple(body.options))
    return await _decide(
        world,
        caller,
        lesson_id,
        lambda board: board.model_copy(update={"question": question}),
        "question",
    )


@router.post("/{lesson_id}/question/answer", summary="Ответить на вопрос")
async def answer(lesson_id: str, body: AnswerBody, caller: Me, world: InWorld) -> LessonBody:
    """Answer while the question is open; the last answer counts."""

    def answered(board: Board) -> Board:
        question = board.question
        if question is None or question.id != body.question or not question.open:
            raise Problem(409, "question_closed", "На этот вопрос больше не отвечают.")
        if body.option >= len(question.options):
            raise Problem(422, "no_such_option", "Такого варианта ответа нет.")
        return board.answer(caller.user_id, body.option)

    return await _take_part(world, caller, lesson_id, answered)


@router.post("/{lesson_id}/question/close", summary="Закрыть вопрос")
async def close_question(lesson_id: str, caller: Me, world: InWorld) -> LessonBody:
    """Take no more answers and show the totals to all."""
    return await _decide(world, caller, lesson_id, Board.close_question, "question_closed")


@router.put("/{lesson_id}/groups", summary="Разделить на группы")
async def groups(lesson_id: str, body: GroupsBody, caller: Me, world: InWorld) -> LessonBody:
    """Give each group a room of its own."""
    made = tuple(
        Group(key=secrets.token_urlsafe(6), name=one.name, members=frozenset(one.members))
        for one in body.groups
    )
    return await _decide(
        world, caller, lesson_id, lambda board: board.divide(made, body.until), "groups"
    )


@router.put("/{lesson_id}/groups/notice", summary="Сообщение всем группам")
async def notice(lesson_id: str, body: NoticeBody, caller: Me, world: InWorld) -> LessonBody:
    """Say something to all groups."""
    return await _decide(
        world,
        caller,
        lesson_id,
        lambda board: board.model_copy(update={"notice": body.text}),
        "notice",
    )


@router.delete("/{lesson_id}/groups", summary="Вызвать всех обратно")
async def call_back(lesson_id: str, caller: Me, world: InWorld) -> LessonBody:
    """End the groups."""
    return await _decide(world, caller, lesson_id, Board.call_back, "groups_ended")


@router.post("/{lesson_id}/groups/{key}/enter", summary="Войти в группу")
async def enter_group(
    lesson_id: str, key: str, body: DeviceBody, caller: Me, world: InWorld
) -> TokenBody:
    """Get a token for a group's room: one's own group, any for who leads."""
    admission = await door.enter_group(world, caller, lesson_id, key, body.device_id)
    return TokenBody(url=admission.url, jwt=admission.jwt)


# -------------------------------------------------------------------------------------- helpers


async def _visible(world: World, caller: Caller, lesson_id: str) -> Lesson:
    """A lesson that the asker may know of: of their class, or of a chat they are in."""
    found = await leading.found(world, lesson_id)
    if found.place_of(caller.user_id, await world.book.today()) is Place.GUEST:
        await chat_of_member(world.homeserver, found.room_id, caller.user_id)
    return found


async def _decide(
    world: World,
    caller: Caller,
    lesson_id: str,
    how: Decision,
    deed: str,
    about: str = "",
) -> LessonBody:
    done = await leading.decide(world, caller, lesson_id, how, deed=f"lesson.{deed}", about=about)
    return await view(world, done, caller.user_id)


async def _take_part(world: World, caller: Caller, lesson_id: str, how: Decision) -> LessonBody:
    """Something that anybody inside may do."""
    await _visible(world, caller, lesson_id)
    done = await leading.take_part(world, caller, lesson_id, how)
    return await view(world, done, caller.user_id)
