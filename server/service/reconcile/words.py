"""A step of a plan as a line that an administrator reads before it is done."""

from collections.abc import Mapping

from server.school_core.chats import ChatKey, WantedChat
from server.school_core.plan import Kind, Step
from server.school_core.roster import PersonId, SchoolPerson

_LEVELS = {100: "ведущий", 50: "помощник", 0: "участник"}


def in_words(
    step: Step,
    chats: Mapping[ChatKey, WantedChat],
    people: Mapping[PersonId, SchoolPerson],
    names: Mapping[PersonId, str],
) -> str:
    """Return a Russian line; `chats` by key as they are or will be, `names` of accounts there."""
    named = chats.get(step.chat) if step.chat is not None else None
    chat = named.name if named is not None else step.name
    person = step.person or PersonId("")
    who = people[person].full_name if person in people else names.get(person, person)
    level = _LEVELS.get(step.level, f"уровень {step.level}")
    match step.kind:
        case Kind.CREATE_ACCOUNT:
            return f"Завести учётную запись: {who}"
        case Kind.REOPEN_ACCOUNT:
            return f"Снова открыть учётную запись: {who}"
        case Kind.RENAME_ACCOUNT:
            return f"Изменить имя: {names.get(person, '')} → {who}"
        case Kind.CLOSE_ACCOUNT:
            return f"Закрыть учётную запись: {who}"
        case Kind.CARRY_ON:
            return f"Продолжить чат прошлого года: {chat}"
        case Kind.CREATE_CHAT:
            return f"Создать: {chat}"
        case Kind.RESTORE_CHAT:
            return f"Вернуть из архива: {chat}"
        case Kind.REPAIR_CHAT:
            return f"Вернуть школьные настройки: {chat}"
        case Kind.RENAME_CHAT:
            return f"Переименовать чат: {step.name}"
        case Kind.LIST:
            return f"Добавить в пространство школы: {chat}"
        case Kind.UNLIST:
            return f"Убрать из пространства школы: {chat}"
        case Kind.JOIN:
            return f"{chat}: добавить — {who}"
        case Kind.RAISE | Kind.LOWER:
            return f"{chat}: {who} — теперь {level}"
        case Kind.REMOVE:
            return f"{chat}: убрать — {who}"
        case Kind.ARCHIVE:
            return f"В архив, только для чтения: {chat}"
