"""Pages for browsers: plain HTML that loads nothing from elsewhere and remembers no visitor."""

from fastapi.responses import HTMLResponse

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_PAGE = """<!doctype html>
<html lang="ru"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body{{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1.25rem}}
h1{{font-size:1.6rem;line-height:1.25}} img{{width:12rem;height:12rem}}
a.go{{display:inline-block;background:#2f5bd8;color:#fff;padding:.7rem 1.3rem;border-radius:.6rem;
text-decoration:none}}
@media (prefers-color-scheme:dark){{body{{background:#15181e;color:#e8eaf0}}
img{{background:#fff;padding:.5rem}}}}
</style>
<h1>{title}</h1>{body}</html>
"""


def html_page(title: str, body: str, *, status: int = 200) -> HTMLResponse:
    """Return a page; `title` and `body` are HTML, so escape what comes from outside."""
    return HTMLResponse(_PAGE.format(title=title, body=body), status, HEADERS)
