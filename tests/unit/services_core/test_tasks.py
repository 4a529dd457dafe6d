"""Tasks end with their owner, and their errors are told once."""

import asyncio

import pytest

from app.services.tasks import TaskScope


async def test_an_error_is_told_once() -> None:
    errors: list[BaseException] = []
    scope = TaskScope(errors.append)

    async def fail() -> None:
        raise ValueError("no")

    task = scope.start(fail())
    await asyncio.wait([task])
    await scope.aclose()
    assert [str(error) for error in errors] == ["no"]


async def test_closing_waits_for_those_who_clean_up() -> None:
    scope = TaskScope(pytest.fail)
    cleaned: list[int] = []

    async def work(number: int) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            cleaned.append(number)

    for number in range(3):
        scope.start(work(number))
    await asyncio.sleep(0)
    await scope.aclose()
    assert sorted(cleaned) == [0, 1, 2]
    assert len(scope) == 0


async def test_a_task_started_after_the_end_does_not_run() -> None:
    scope = TaskScope(pytest.fail)
    await scope.aclose()
    ran: list[int] = []

    async def work() -> None:
        await asyncio.sleep(0)
        ran.append(1)

    task = scope.start(work())
    await asyncio.wait([task])
    assert task.cancelled() and ran == []


async def test_cancelling_leaves_the_scope_usable() -> None:
    scope = TaskScope(pytest.fail)
    first = scope.start(asyncio.Event().wait())
    scope.cancel()
    await asyncio.wait([first])
    second = scope.start(asyncio.sleep(0, "да"))
    assert await second == "да"
    await scope.aclose()


async def test_a_scope_may_be_closed_from_its_own_task() -> None:
    scope = TaskScope(pytest.fail)
    scope.start(asyncio.Event().wait())
    closing = scope.start(scope.aclose())
    await asyncio.wait([closing])
    assert len(scope) == 0
