"""Pages for browsers: plain HTML that loads nothing from elsewhere and remembers no visitor."""

import hashlib
from base64 import b64encode

from fastapi.responses import HTMLResponse

_STYLE = """
:root{color-scheme:light dark;--line:#c3c8d4;--soft:#f1f3f8;--bad:#b3261e;--good:#1b7a3d}
*{box-sizing:border-box}
body{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1.25rem;
overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25} h2{font-size:1.15rem;margin-top:2rem}
img{width:12rem;height:12rem}
.code{font:600 1.7rem monospace;letter-spacing:.06em}
a.go,a.plain,button{display:inline-block;font:inherit;padding:.7rem 1.3rem;border-radius:.6rem;
text-decoration:none;cursor:pointer;border:0}
a.go,button.go{background:#2f5bd8;color:#fff}
a.plain,button.plain{background:var(--soft);color:inherit}
label{display:block;margin:0 0 1rem} input,select{display:block;width:100%;font:inherit;
padding:.6rem .7rem;margin-top:.25rem;border:1px solid var(--line);border-radius:.6rem;
background:transparent;color:inherit} select{background:Canvas}
nav{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;margin-bottom:1.5rem}
nav form{margin-left:auto} nav button{padding:.4rem .9rem}
.bad,.good{border-left:4px solid var(--bad);padding:.5rem .9rem;background:var(--soft)}
.good{border-color:var(--good)} dt{font-weight:600} dd{margin:0 0 .8rem}
:focus-visible{outline:3px solid #2f5bd8;outline-offset:2px}
@media (prefers-color-scheme:dark){:root{--line:#4a5263;--soft:#242933;--bad:#f2b8b5;--good:#7fd49a}
body{background:#15181e;color:#e8eaf0} img{background:#fff;padding:.5rem}
a:not(.go){color:#a9c1ff}}
"""
_HASH = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "Cache-Control": "no-store",
    # No script at all, our one style, forms only to ourselves, in nobody's frame.
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
_PAGE = """<!doctype html>
<html lang="ru"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}
<style>{style}</style>
<h1>{title}</h1>{body}</html>
"""


def html_page(title: str, body: str, *, head: str = "", status: int = 200) -> HTMLResponse:
    """Return a page; `title`, `body` and `head` are HTML, so escape what comes from outside."""
    text = _PAGE.format(title=title, body=body, head=head, style=_STYLE)
    return HTMLResponse(text, status, HEADERS)
