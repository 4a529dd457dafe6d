"""Words on the screen: Russian in the source, other languages from Qt Linguist files.

A plural is written once: `%n участник(а/ов)` adds the endings for 2 and 5 to the form for 1, and
`%n [день|дня|дней]` spells the three forms out. Russian needs no compiled file: the rule is here.
"""

import re

from PySide6.QtCore import QCoreApplication

from app.domain.errors import UserText
from app.domain.refusals import REFUSALS

CONTEXT = "parta"
_ENDINGS = re.compile(r"(\w*)\(([^()/]*)/([^()/]*)\)")
_FORMS = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\|([^\[\]|]*)\]")


def tr(source: str, **args: object) -> str:
    """Translate Russian `source` and fill its `{named}` places."""
    text = QCoreApplication.translate(CONTEXT, source)
    return text.format(**args) if args else text


def trn(source: str, n: int, **args: object) -> str:
    """Translate `source` in the form that fits the number `n`, which stands at `%n`."""
    text = QCoreApplication.translate(CONTEXT, source, None, n)
    if text == source.replace("%n", str(n)):
        text = russian_form(source, n).replace("%n", str(n))
    return text.format(**args) if args else text


def user_text(text: UserText) -> str:
    """Translate a sentence that came from below the screen.

    What the server said itself has no translation: its code has one, in every language but Russian.
    """
    own = REFUSALS.get(text.code)
    if own is not None and (translated := tr(own.source)) != own.source:
        return translated
    return tr(text.source, **text.args)


def russian_form(source: str, n: int) -> str:
    """Return `source` in the form for `n`; `%n` still stands in it."""
    return russian_forms(source)[_russian_index(n)]


def russian_forms(source: str) -> tuple[str, str, str]:
    """Return the forms of `source` for one, few and many."""

    def form(index: int) -> str:
        ends = _ENDINGS.sub(lambda m: m[1] + ("", m[2], m[3])[index], source)
        return _FORMS.sub(lambda m: str(m[index + 1]), ends)

    return form(0), form(1), form(2)


def _russian_index(n: int) -> int:
    n = abs(n)
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2
