"""Login names that lists tell, from every format to what is kept of them."""

import json

import pytest

from server.service.intake.kept import pack_tables, unpack_tables
from server.service.rosters.csv_export import recognise
from server.service.rosters.logins import look_for_doubles, opened, sealed
from server.service.rosters.oneroster_rest import _rows
from server.service.rosters.problems import Report
from server.service.rosters.rows import row_of
from server.service.rosters.sources import import_from
from server.service.vault import Vault
from tests.server.rosters.exports import export
from tests.server.rosters.lists import DAY, PUPILS, csv_list, imported

VAULT = Vault(b"k" * 32)


def logins(tables, vault=VAULT):
    return dict(opened(sealed(tables, vault), vault))


def of_csv(files):
    return import_from(recognise(files), {}, revision="r", day=DAY).tables


def test_oneroster_names_a_login_and_one_for_each_system():
    files = export()
    files["users.csv"] = files["users.csv"].replace(b"dasha,,", b"dasha,{sgo:iv.d}{ LDAP : d1 },")
    found = logins(of_csv(files))
    assert found["p1"] == {"": "artem"}
    assert found["p2"] == {"": "dasha", "sgo": "iv.d", "ldap": "d1"}


def test_a_oneroster_service_tells_the_same():
    told = [
        {
            "sourcedId": "p2",
            "username": "dasha",
            "userIds": [{"type": "sgo", "identifier": "iv.d"}, "nonsense", {"type": None}],
        },
        {"sourcedId": "p3", "userIds": {"type": "sgo"}},
    ]
    rows = _rows("users", iter(told), report=Report())
    found = logins({"users": {row["sourcedId"]: row for row in rows}})
    assert found == {"p2": {"": "dasha", "sgo": "iv.d"}}


SDS_1 = {
    "school.csv": "SIS ID,Name\ns1,Школа\n",
    "student.csv": (
        "SIS ID,School SIS ID,First Name,Last Name,Username\np1,s1,Артём,Кузнецов,artem.k\n"
    ),
    "teacher.csv": "SIS ID,School SIS ID,First Name,Last Name,Username\nt1,s1,Вера,Ли,vera\n",
    "section.csv": "SIS ID,School SIS ID,Section Name\n9b,s1,9Б\n",
    "studentenrollment.csv": "Section SIS ID,SIS ID\n9b,p1\n",
    "teacherroster.csv": "Section SIS ID,SIS ID\n9b,t1\n",
}


def test_sds_names_them_too():
    files = {name: text.encode() for name, text in SDS_1.items()}
    assert logins(of_csv(files)) == {"p1": {"": "artem.k"}, "t1": {"": "vera"}}


def test_a_list_names_them_beside_anybody_and_ids_stay_as_they_were():
    before = imported(csv_list(PUPILS))
    lines = PUPILS.splitlines()
    lines[1] += ";Логин;Логин матери"
    lines[2] += ";artem.k;kuznetsova"
    lines[3] += ";alyona;"
    after = imported(csv_list("\n".join(lines) + "\n"), before.tables)
    assert after.roster.people == before.roster.people
    people = {one.full_name: key for key, one in after.roster.people.items()}
    assert logins(after.tables) == {
        people["Кузнецов Артём Ильич"]: {"": "artem.k"},
        people["Кузнецова Алёна Ильинична"]: {"": "alyona"},
        people["Кузнецова Ольга Петровна"]: {"": "kuznetsova"},
    }


def test_a_login_that_was_an_id_in_an_earlier_list_still_is_one():
    text = "ФИО;Класс;{}\nКузнецов Артём;9Б;artem.k\n"
    before = imported(csv_list(text.format("ID")))
    after = imported(csv_list(text.format("Логин")), before.tables)
    assert set(after.roster.people) == {"artem.k"} == set(before.roster.people)
    fresh = imported(csv_list(text.format("Логин")))
    assert "artem.k" not in fresh.roster.people


@pytest.mark.parametrize(("family", "warned"), [("Иванова", True), ("Кузнецов", False)])
def test_one_login_of_two_people_is_warned_of_of_one_human_with_two_ids_not(family, warned):
    rows = {
        key: row_of("users.csv", line, {"sourcedId": key, "familyName": name, "username": login})
        for line, key, name, login in ((2, "p1", "Кузнецов", "K1"), (3, "p2", family, " k1 "))
    }
    report = Report()
    look_for_doubles({"users": rows}, report=report)
    told = [str(one) for one in report.problems]
    line = "users.csv, строка 3, столбец username: Один логин у разных людей (ещё в строке 2): "
    assert told == ([f"{line}он не учтён."] if warned else [])


def test_what_is_kept_holds_no_login_and_opens_with_the_services_key_alone():
    tables = sealed(of_csv(export()), VAULT)
    packed = json.dumps({key: row.as_dict() for key, row in tables["users"].items()})
    assert '"username"' not in packed
    assert "artem" not in packed
    kept = unpack_tables(pack_tables(tables))
    assert dict(opened(kept, VAULT))["p1"] == {"": "artem"}
    assert dict(opened(sealed(kept, VAULT), VAULT)) == dict(opened(tables, VAULT)), "once is enough"
    assert dict(opened(kept, Vault(b"o" * 32))) == {}
    moved = {"users": {"p2": kept["users"]["p1"]}}
    assert dict(opened(moved, VAULT)) == {}, "another row's login opens nothing"
