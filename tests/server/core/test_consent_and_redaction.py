"""Who may agree for whom; what is taken out of logs; which version is older."""

import time
from dataclasses import replace
from datetime import date

import pytest

from server.school_core.consent import may_consent
from server.school_core.redaction import redact
from server.school_core.roles import Role
from server.school_core.roster import Guardianship, OrgId, PersonId, RoleGrant, Roster, SchoolPerson
from server.school_core.versions import is_older

_DAY = date(2026, 9, 1)
_MOTHER, _FATHER, _CHILD = PersonId("m"), PersonId("f"), PersonId("c")


def _roster(born: date | None) -> Roster:
    return Roster(
        people={
            _MOTHER: SchoolPerson(_MOTHER, "Тестова", "Анна"),
            _FATHER: SchoolPerson(_FATHER, "Тестов", "Пётр"),
            _CHILD: SchoolPerson(_CHILD, "Тестов", "Артём", born=born),
        },
        roles=frozenset({RoleGrant(_CHILD, OrgId("14"), Role.PUPIL)}),
        guardianships=frozenset({Guardianship(_MOTHER, _CHILD)}),
    )


@pytest.mark.parametrize(
    ("who", "whom", "born", "code"),
    [
        (_MOTHER, _MOTHER, None, "own"),
        (_MOTHER, _CHILD, date(2016, 1, 1), "guardian"),
        (_FATHER, _CHILD, date(2016, 1, 1), "consent_stranger"),
        (_CHILD, _CHILD, date(2012, 9, 2), "consent_child"),  # fourteen tomorrow
        (_CHILD, _CHILD, date(2012, 9, 1), "own"),
        (_CHILD, _CHILD, None, "consent_child"),
        (_CHILD, _MOTHER, date(2010, 1, 1), "consent_stranger"),
    ],
)
def test_who_agrees_for_whom(who, whom, born, code) -> None:
    assert may_consent(who, whom, _roster(born), day=_DAY).code == code


def test_a_ruling_takes_the_word_away() -> None:
    link = Guardianship(_MOTHER, _CHILD, no_contact=True)
    roster = replace(_roster(None), guardianships=frozenset({link}))
    assert may_consent(_MOTHER, _CHILD, roster, day=_DAY).code == "consent_ruling"


@pytest.mark.parametrize(
    ("secret", "line"),
    [
        ("syt_dmVyYQ_abc123", "GET /sync with syt_dmVyYQ_abc123"),
        ("s3cr3t", "Authorization: Bearer s3cr3t"),
        ("s3cr3t", '{"access_token": "s3cr3t", "x": 1}'),
        ("тайна", "password=тайна&user=1"),
        ("eyJhbGciOi", "jwt eyJhbGciOi.eyJzdWIi.c2ln"),
        ("vera", "event of @vera:school14.example"),
        ("vera@", "mail vera@mail.example came"),
        ("927", "звонить +7 (927) 000-11-22"),
        ("petrov", r"C:\Users\petrov\AppData"),
        ("petrov", "/home/petrov/.config/parta"),
    ],
)
def test_secrets_and_people_are_taken_out(secret, line) -> None:
    assert secret in line and secret not in redact(line)


def test_the_rest_of_a_log_stays_and_a_hostile_one_is_cleaned_in_time() -> None:
    line = "2026-09-01 12:00:01 INFO parta.sync 200 after 31 ms, 14 rooms"
    assert redact(line) == line
    begun = time.process_time()
    for evil in ("a" * 60_000, "eyJ-" * 15_000, "@a" * 30_000, "token" + " " * 60_000):
        redact(evil)
    assert time.process_time() - begun < 5


def test_older_versions() -> None:
    assert is_older("1.2", "1.10") and is_older("0.9.9", "1") and is_older("странная", "0.1")
    assert not is_older("1.2.0", "1.2") and not is_older("2", "1.9.9")
