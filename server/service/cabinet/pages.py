"""The look of the cabinet: forms, rows and buttons as plain HTML."""

from collections.abc import Sequence
from html import escape

from fastapi.responses import HTMLResponse

from server.service.cabinet.visit import HOME, Visit
from server.service.plain_page import html_page

_PLACES = ((HOME, "Вход и данные"), (f"{HOME}/teacher", "Статус учителя"))


def page(
    title: str, body: str, visit: Visit, *, words: str = "", status: int = 200, good: bool = False
) -> HTMLResponse:
    """A page of the cabinet; `words` is what has just happened. `body` is HTML."""
    head = ""
    if visit.caller is not None:
        places = " · ".join(f'<a href="{where}">{name}</a>' for where, name in _PLACES)
        head = f"<nav>{places}{form(visit, f'{HOME}/sign-out', (), 'Выйти', look='plain')}</nav>"
    if words:
        head += f'<p class="{"good" if good else "bad"}" role="status">{escape(words)}</p>'
    return html_page(escape(title), head + body, status=status)


def form(
    visit: Visit, action: str, rows: Sequence[str], button: str, *, look: str = "go",
    files: bool = False,
) -> str:  # fmt: skip
    """A form that carries the visitor's stamp."""
    kind = ' enctype="multipart/form-data"' if files else ""
    return (
        f'<form method="post" action="{action}"{kind}>'
        f'<input type="hidden" name="stamp" value="{visit.stamp}">{"".join(rows)}'
        f'<button class="{look}">{escape(button)}</button></form>'
    )


def field(
    name: str,
    title: str,
    value: str = "",
    *,
    kind: str = "text",
    autocomplete: str = "off",
    required: bool = False,
    longest: int = 200,
) -> str:
    """A line to write in, with its title."""
    need = " required" if required else ""
    accept = ' accept="application/pdf,image/png,image/jpeg"' if kind == "file" else ""
    return (
        f'<label>{escape(title)}<input name="{name}" type="{kind}" value="{escape(value)}" '
        f'autocomplete="{autocomplete}" maxlength="{longest}"{need}{accept}></label>'
    )


def choice(name: str, title: str, options: Sequence[tuple[str, str]], chosen: str) -> str:
    """A list to choose from: (value, words)."""
    rows = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(words)}</option>"
        for value, words in options
    )
    return f'<label>{escape(title)}<select name="{name}" required>{rows}</select></label>'


def link(where: str, words: str) -> str:
    """A way on, as a button."""
    return f'<p><a class="plain" href="{where}">{escape(words)}</a></p>'
