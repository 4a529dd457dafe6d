"""How the register wants a password proved: salted MD5 over its windows-1251 bytes.

MD5 is the register's choice and keeps nothing safe; what protects the password is TLS.
"""

import hashlib

from server.service.diary.source import GradebookRefused


def password_proof(password: str, salt: str) -> tuple[str, str]:
    """Return `pw` and `pw2` of the login form.

    Raises:
        GradebookRefused: the password has letters that the register cannot know.
    """
    try:
        inner = _md5(password.encode("cp1251"))
    except UnicodeEncodeError:
        raise GradebookRefused(
            "password outside windows-1251",
            text="В пароле есть символы, которых не бывает в «Сетевом Городе». Проверьте его.",
        ) from None
    pw2 = _md5(salt.encode() + inner.encode())
    return pw2[: len(password)], pw2


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
