"""Accounts of the demo one can sign in with. Everything about them is invented and public."""

from server.local.report import Login

PASSWORD = "parta-demo"
"""Of every demo account."""

LOGINS = (
    Login("school", "vera", PASSWORD, "учитель Вера Арамовна Вартанян"),
    Login("school", "artem", PASSWORD, "ученик Артём Кузнецов, 9Б"),
    Login("school", "kuznetsova", PASSWORD, "мама Артёма, Елена Кузнецова"),
    Login("school", "director", PASSWORD, "директор Сергей Павлович Дорохов"),
    Login("personal", "vera", PASSWORD, "личный профиль Веры Вартанян"),
)
