"""The directory of the embedded school: itself, and in the demo invented schools around it.

Every other address ends in `.example`, which no server of this world answers to.
"""

from typing import Any

from server.service.directory.book import words_of

REGION = "Пряничная область (демонстрация)"
_INVENTED = (
    ("Лицей № 3", "Пряничный", "Центральный район", "licey3"),
    ("Школа № 7 имени Колобка", "Пряничный", "Заречный район", "school7"),
    ("Школа № 21", "Пряничный", "Заречный район", "school21"),
    ("Гимназия № 140", "Имбирск", "", "gym140"),
    ("Школа № 2 с углублённым изучением биологии", "Имбирск", "", "school2"),
    ("Берёзовская сельская школа", "Берёзовка", "Медовый район", "berezovka"),
    ("Медовская школа-интернат", "Медовое", "Медовый район", "medovoe"),
)


def alone(title: str, address: str) -> dict[str, Any]:
    """A directory of one school."""
    name, _, town = title.partition(", ")
    return {"region": "", "schools": [{"name": name, "town": town, "address": address}]}


def region_with(title: str, address: str) -> dict[str, Any]:
    """The running school among invented ones."""
    own = alone(title, address)["schools"]
    invented = [
        {
            "name": name,
            "town": town,
            "district": district,
            "address": f"{login}.pryanichnaya.example",
        }
        for name, town, district, login in _INVENTED
        if words_of(name) != words_of(own[0]["name"])
    ]
    return {"region": REGION, "schools": [*own, *invented]}
