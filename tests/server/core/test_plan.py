"""The plan against an independent oracle, for random roster histories."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from server.school_core.chats import WantedChat, wanted_chats
from server.school_core.plan import Kind, Present, brake, plan
from server.school_core.roster import EnrolmentRole, Guardianship
from tests.server.core.schools import DAY, NAMES, enrol, pid, school

CLASSES = ["9b", "2a", "9b-bio"]
names = st.sampled_from(sorted(NAMES))
changes = st.one_of(
    st.tuples(st.just("enrol"), names, st.sampled_from(CLASSES)),
    st.tuples(st.just("teach"), names, st.sampled_from(CLASSES)),
    st.tuples(st.just("lead"), names, st.sampled_from(CLASSES)),
    st.tuples(st.just("leave"), names, st.sampled_from(CLASSES)),
    st.tuples(st.just("parent"), names, names),
    st.tuples(st.just("orphan"), names, names),
    st.tuples(st.just("dissolve"), names, st.sampled_from(CLASSES)),
)


def changed(roster, change):
    verb, one, two = change
    pupil, teacher = EnrolmentRole.PUPIL, EnrolmentRole.TEACHER
    without = frozenset(
        e for e in roster.enrolments if (e.person, e.school_class) != (pid(one), two)
    )
    if verb == "enrol":
        return replace(roster, enrolments=without | {enrol(one, two, pupil)})
    if verb in {"teach", "lead"}:
        new = enrol(one, two, teacher, primary=verb == "lead")
        return replace(roster, enrolments=without | {new})
    if verb == "leave":
        return replace(roster, enrolments=without)
    if verb == "dissolve":
        classes = {key: value for key, value in roster.classes.items() if key != two}
        return replace(roster, classes=classes)
    links = frozenset(
        link for link in roster.guardianships if (link.guardian, link.child) != (pid(one), pid(two))
    )
    if verb == "parent" and one != two:
        links |= {Guardianship(pid(one), pid(two))}
    return replace(roster, guardianships=links)


class Homeserver:
    """What the steps do, written without looking at the plan's code."""

    def __init__(self):
        self.names, self.chats, self.archived = {}, {}, set()

    def present(self) -> Present:
        chats = {
            key: WantedChat(key, name, dict(levels)) for key, (name, levels) in self.chats.items()
        }
        return Present(dict(self.names), chats, frozenset(self.archived))

    def do(self, step):
        match step.kind:
            case Kind.CREATE_ACCOUNT:
                assert step.person not in self.names
                self.names[step.person] = step.name
            case Kind.RENAME_ACCOUNT:
                assert step.person in self.names
                self.names[step.person] = step.name
            case Kind.CREATE_CHAT:
                assert step.chat not in self.chats
                self.chats[step.chat] = (step.name, {})
            case Kind.RESTORE_CHAT:
                self.archived.remove(step.chat)
            case Kind.RENAME_CHAT:
                self.chats[step.chat] = (step.name, self.chats[step.chat][1])
            case Kind.JOIN:
                assert step.person in self.names, "an account comes before its chats"
                self.chats[step.chat][1][step.person] = 0
            case Kind.RAISE | Kind.LOWER:
                assert step.person in self.chats[step.chat][1], "a level is for members"
                self.chats[step.chat][1][step.person] = step.level
            case Kind.REMOVE:
                del self.chats[step.chat][1][step.person]
            case Kind.ARCHIVE:
                assert not self.chats[step.chat][1], "an archived chat is empty"
                self.archived.add(step.chat)


def oracle(roster):
    """Members by chat, by plain loops over the roster."""
    pupil = EnrolmentRole.PUPIL
    live = [e for e in roster.enrolments if e.school_class in roster.classes]
    result = {}
    for class_id, school_class in roster.classes.items():
        pupils = {e.person for e in live if e.school_class == class_id and e.role is pupil}
        staff = [e for e in live if e.school_class == class_id and e.role is not pupil]
        subject = school_class.kind.value == "scheduled"
        leaders = {e.person: 100 if subject or e.primary else 50 for e in staff}
        both = {person: max(leaders.get(person, 0), 0) for person in pupils | set(leaders)}
        if subject:
            result["subject", class_id] = both
            continue
        result["class", class_id] = both
        parents = {
            link.guardian
            for link in roster.guardianships
            if link.child in pupils and not link.no_contact
        }
        result["parents", class_id] = dict.fromkeys(parents - pupils, 0) | leaders
    return result


def as_plain(homeserver):
    return {
        (key.kind, key.about): dict(levels)
        for key, (_, levels) in homeserver.chats.items()
        if key not in homeserver.archived and key.kind != "staff"
    }


def run(homeserver, roster, stop_after=None):
    steps = plan(roster.people, wanted_chats(roster, DAY), homeserver.present())
    for step in steps[:stop_after]:
        homeserver.do(step)
    return steps


@settings(max_examples=300, deadline=None)
@given(history=st.lists(changes, max_size=12), cut=st.integers(0, 60))
def test_any_history_ends_exactly_as_the_oracle_says(history, cut):
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    for change in history:
        roster = changed(roster, change)
        run(homeserver, roster, stop_after=cut)  # killed at some step
        run(homeserver, roster)
        assert as_plain(homeserver) == oracle(roster)
        assert run(homeserver, roster) == (), "a second sync writes nothing"


def test_a_new_class_teacher_is_raised_before_the_old_one_is_lowered():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    roster = changed(changed(roster, ("lead", "ivan", "9b")), ("teach", "vera", "9b"))
    kinds = [
        (s.kind, s.person)
        for s in plan(roster.people, wanted_chats(roster, DAY), homeserver.present())
    ]
    assert kinds.index((Kind.RAISE, "ivan")) < kinds.index((Kind.LOWER, "vera"))


def test_a_dissolved_class_is_archived_and_comes_back_as_the_same_chat():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    run(homeserver, changed(roster, ("dissolve", "vera", "9b")))
    assert {key.kind for key in homeserver.archived} == {"class", "parents"}
    steps = run(homeserver, roster)
    assert Kind.CREATE_CHAT not in {step.kind for step in steps}
    assert as_plain(homeserver) == oracle(roster)


def test_a_truncated_export_is_held_back():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    empty = replace(roster, enrolments=frozenset())
    present = homeserver.present()
    steps = plan(empty.people, wanted_chats(empty, DAY), present)
    assert brake(steps, present).code == "brake"
    assert brake(steps, present, confirmed=True).allowed


def test_one_pupil_who_leaves_a_school_of_twenty_does_not_brake():
    homeserver, roster = Homeserver(), school()
    run(homeserver, roster)
    present = homeserver.present()
    fewer = changed(roster, ("leave", "artem", "9b-bio"))
    steps = plan(fewer.people, wanted_chats(fewer, DAY), present)
    assert [step.kind for step in steps] == [Kind.REMOVE]
    assert brake(steps, present).allowed
