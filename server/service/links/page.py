"""`/j/…`: what opens in a browser when somebody follows a link or points a camera at its code.

The pages are for people who may not have the program yet. They say which school invites, how many
are in the chat and no more: the name of the chat is told to members, inside the program, so
that no messenger which makes a preview of a link learns a name. Nothing is loaded from elsewhere,
nothing is remembered of the visitor.
"""

import io
from html import escape
from typing import Annotated
from urllib.parse import urlencode

import segno
from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, Response

from server.service.ids import Token
from server.service.links import service
from server.service.plain_page import HEADERS, html_page
from server.service.printing import FONT, Sheet
from server.service.problems import Problem
from server.service.world import InWorld, World

router = APIRouter(prefix="/j", tags=["Страница ссылки"])

_TITLE = "Приглашение в школьный чат"

LinkToken = Annotated[Token, Path()]


@router.get("/{token}", summary="Страница приглашения", response_class=HTMLResponse)
async def page(token: LinkToken, world: InWorld) -> HTMLResponse:
    """Plain HTML with a button that opens the program."""
    try:
        link = await service.find(world, token)
    except Problem as problem:
        body = f"<p>{escape(problem.body.text)}</p>"
        return html_page("Ссылка не действует", body, status=problem.status)
    school = escape(world.settings.school_name or "школа")
    body = (
        f"<p>Вас приглашают в чат: {school}. Войти могут только те, кто есть в списке школы.</p>"
        f'<p><a class="go" href="{escape(app_link(world, token))}">Открыть в Парте</a></p>'
        "<p>Если программа ещё не установлена, установите её, войдите в учебный профиль и "
        "откройте эту страницу снова. Можно навести камеру другого устройства на код:</p>"
        f'<p><img src="{token}/qr.svg" alt="QR-код этой ссылки"></p>'
    )
    inside = len(await world.homeserver.members(link.room_id))
    told = f"{school}. Участников: {inside}. Войти могут только те, кто есть в списке школы."
    head = "".join(
        f'<meta property="og:{name}" content="{content}">'
        for name, content in (
            ("type", "website"),
            ("site_name", "Парта"),
            ("title", _TITLE),
            ("description", told),
            ("url", escape(_url(world, token))),
            ("locale", "ru_RU"),
        )
    )
    head += f'<meta name="description" content="{told}">'
    return html_page(_TITLE, body + f"<p>Сейчас участников: {inside}.</p>", head=head)


@router.get("/{token}/qr.svg", summary="QR-код (SVG)", response_class=Response)
async def qr_svg(token: LinkToken, world: InWorld) -> Response:
    """The code of the link's address, for screens."""
    return _picture(await _code(world, token), "svg", "image/svg+xml")


@router.get("/{token}/qr.png", summary="QR-код (PNG)", response_class=Response)
async def qr_png(token: LinkToken, world: InWorld) -> Response:
    """The same as a picture to save."""
    return _picture(await _code(world, token), "png", "image/png")


@router.get("/{token}/sheet.pdf", summary="Лист А4 для печати", response_class=Response)
async def sheet(token: LinkToken, world: InWorld) -> Response:
    """The code with the school's name and what to do, for the wall of a classroom."""
    await service.find(world, token)
    paper = Sheet()
    paper.add_page()
    paper.set_font(FONT, "B", 26)
    paper.multi_cell(0, 12, "Приглашение в школьный чат", align="C", new_x="LMARGIN", new_y="NEXT")
    paper.set_font(FONT, "", 16)
    paper.multi_cell(0, 10, world.settings.school_name, align="C", new_x="LMARGIN", new_y="NEXT")
    paper.qr(_url(world, token), x=45, y=65, size=120)
    paper.set_xy(20, 195)
    paper.multi_cell(
        0,
        9,
        "Откройте Парту, выберите «Войти по QR-коду» и наведите камеру на код.\n"
        "Или наберите адрес:",
        align="C",
        new_x="LMARGIN",
        new_y="NEXT",
    )
    paper.set_font(FONT, "B", 13)
    paper.multi_cell(0, 9, _url(world, token), align="C")
    headers = HEADERS | {"Content-Disposition": 'inline; filename="parta-link.pdf"'}
    return Response(paper.bytes(), media_type="application/pdf", headers=headers)


def app_link(world: World, token: str) -> str:
    """The address that opens the program at this link."""
    query = {"address": _url(world, token), "hs": world.settings.server_name}
    return "parta://join?" + urlencode(query)


def _url(world: World, token: str) -> str:
    return f"{world.settings.public_url.rstrip('/')}/j/{token}"


async def _code(world: World, token: str) -> segno.QRCode:
    await service.find(world, token)
    return segno.make(_url(world, token), error="m")


def _picture(code: segno.QRCode, kind: str, mime: str) -> Response:
    out = io.BytesIO()
    code.save(out, kind=kind, scale=8, border=4)
    return Response(out.getvalue(), media_type=mime, headers=HEADERS)
