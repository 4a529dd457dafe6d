"""The order of names and titles, as people know it."""

from app.domain.order import by_name, by_title


def test_yo_stands_with_ye_and_case_does_not_count():
    names = ["Ёлкин", "Жуков", "абрамов", "Елкина", "Дёмин", "Демина"]
    sorted_names = ["абрамов", "Дёмин", "Демина", "Ёлкин", "Елкина", "Жуков"]
    assert sorted(names, key=by_name) == sorted_names


def test_numbers_in_titles_count_as_numbers():
    titles = ["10А", "9Б", "Школа № 14", "Школа № 2", "1Ё", "1Ж", "10", "9"]
    sorted_titles = ["1Ё", "1Ж", "9", "9Б", "10", "10А", "Школа № 2", "Школа № 14"]
    assert sorted(titles, key=by_title) == sorted_titles
