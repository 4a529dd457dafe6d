"""Every domain of the service in one list: its endpoints, its tables, its jobs."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

import server.service.audit.tables
import server.service.cards.tables
import server.service.channels.tables
import server.service.consents.tables
import server.service.diary.tables
import server.service.feeds.tables
import server.service.identity.tables
import server.service.intake.tables
import server.service.lessons.tables
import server.service.links.tables
import server.service.moderation.tables
import server.service.notices.tables
import server.service.policy.tables
import server.service.polls.tables
import server.service.portal.tables
import server.service.reconcile.tables
import server.service.recordings.tables
import server.service.retention.tables
import server.service.school.tables
import server.service.second_step.tables
import server.service.sessions.tables
import server.service.statistics.tables
import server.service.support.tables
import server.service.verification.tables  # noqa: F401 — a table is known once its module is
from server.service.audit.endpoints import router as audit_router
from server.service.cabinet.account import router as cabinet_router
from server.service.cabinet.sign_in import router as cabinet_sign_in_router
from server.service.cabinet.teacher import router as cabinet_teacher_router
from server.service.calls.endpoints import router as calls_router
from server.service.cards.endpoints import internal as internal_router
from server.service.cards.endpoints import router as cards_router
from server.service.channels.endpoints import router as channels_router
from server.service.channels.keeping import keep_readers
from server.service.consents.endpoints import router as consents_router
from server.service.diary.announcing import router as announcing_router
from server.service.diary.board import router as board_router
from server.service.diary.endpoints import router as diary_router
from server.service.diary.journal import router as journal_router
from server.service.diary.linking import router as linking_router
from server.service.diary.notice_files import router as notice_files_router
from server.service.diary.notices import keep_alive, watch_marks
from server.service.diary.register_menu import router as register_menu_router
from server.service.diary.reminders import keep_reminding
from server.service.directory.endpoints import router as directory_router
from server.service.feeds.endpoints import router as feeds_router
from server.service.feeds.service import read_when_due
from server.service.identity.endpoints import router as identities_router
from server.service.identity.sign_in import internal as identity_internal_router
from server.service.identity.sign_in import router as sign_in_router
from server.service.intake.decisions import router as decisions_router
from server.service.intake.endpoints import router as rosters_router
from server.service.intake.logins import feed_when_changed
from server.service.intake.source_endpoints import router as sources_router
from server.service.intake.sources import pull_when_due
from server.service.intake.year import router as year_router
from server.service.lessons.endpoints import router as lessons_router
from server.service.lessons.register_endpoints import router as register_router
from server.service.lessons.today import router as today_router
from server.service.lessons.watch import keep_watch
from server.service.links.endpoints import router as links_router
from server.service.links.page import router as link_page_router
from server.service.moderation.endpoints import router as moderation_router
from server.service.notices.outbox import deliver as deliver_notices
from server.service.onboarding.endpoints import router as onboarding_router
from server.service.policy.endpoints import router as policy_router
from server.service.polls.endpoints import router as polls_router
from server.service.polls.jobs import look_after as look_after_polls
from server.service.portal.endpoints import router as portal_router
from server.service.reconcile.chat_list import router as chat_list_router
from server.service.reconcile.endpoints import router as sync_router
from server.service.reconcile.job import run_syncs
from server.service.recordings.endpoints import router as recordings_router
from server.service.recordings.keeping import remove_when_due
from server.service.recordings.watch import keep_watch as watch_recordings
from server.service.retention.endpoints import router as retention_router
from server.service.retention.service import each_night
from server.service.school.endpoints import router as school_router
from server.service.second_step.endpoints import internal as second_step_internal_router
from server.service.second_step.endpoints import router as second_step_router
from server.service.sessions.endpoints import router as sessions_router
from server.service.statistics.endpoints import router as statistics_router
from server.service.statistics.jobs import keep_weekly
from server.service.support.endpoints import router as support_router
from server.service.support.service import make_up as make_up_support_chats
from server.service.transfer.endpoints import router as transfer_router
from server.service.verification.endpoints import router as verification_router
from server.service.world import World

Job = Callable[[World], Coroutine[Any, Any, None]]
"""Work that goes on as long as the service runs; after an error it is begun anew."""


@dataclass(frozen=True, slots=True)
class Domain:
    """What a domain brings."""

    router: APIRouter | None = None
    jobs: tuple[Job, ...] = ()


async def _keep_told(world: World) -> None:
    await world.book.keep_told()


DOMAINS: tuple[Domain, ...] = (
    Domain(audit_router),
    Domain(directory_router),
    Domain(feeds_router, jobs=(read_when_due,)),
    Domain(rosters_router),
    Domain(decisions_router),
    Domain(year_router),
    Domain(sources_router, jobs=(pull_when_due, feed_when_changed)),
    Domain(links_router),
    Domain(moderation_router),
    Domain(link_page_router),
    Domain(cabinet_router),
    Domain(cabinet_sign_in_router),
    Domain(cabinet_teacher_router),
    Domain(calls_router),
    Domain(cards_router),
    Domain(internal_router),
    Domain(today_router),
    Domain(sign_in_router),
    Domain(identity_internal_router),
    Domain(identities_router),
    Domain(lessons_router, jobs=(keep_watch,)),
    Domain(register_router),
    Domain(diary_router, jobs=(keep_alive, watch_marks)),
    Domain(announcing_router),
    Domain(notice_files_router),
    Domain(register_menu_router),
    Domain(board_router, jobs=(keep_reminding,)),
    Domain(journal_router),
    Domain(linking_router),
    Domain(statistics_router, jobs=(keep_weekly,)),
    Domain(jobs=(deliver_notices,)),
    Domain(verification_router),
    Domain(channels_router, jobs=(keep_readers,)),
    Domain(consents_router),
    Domain(onboarding_router),
    Domain(policy_router),
    Domain(support_router, jobs=(make_up_support_chats,)),
    Domain(polls_router, jobs=(look_after_polls,)),
    Domain(portal_router),
    Domain(chat_list_router),
    Domain(sync_router, jobs=(run_syncs,)),
    Domain(recordings_router, jobs=(watch_recordings, remove_when_due)),
    Domain(retention_router, jobs=(each_night,)),
    Domain(school_router, jobs=(_keep_told,)),
    Domain(second_step_router),
    Domain(second_step_internal_router),
    Domain(sessions_router),
    Domain(transfer_router),
)
