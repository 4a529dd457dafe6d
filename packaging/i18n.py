"""Keep the Linguist files in step with the source.

    python packaging/i18n.py            take new strings into resources/translations/*.ts
    python packaging/i18n.py --check    fail where a string is missing or not translated
    python packaging/i18n.py --compile  make the .qm files
    python packaging/i18n.py --missing  print what has no English as JSON
    python packaging/i18n.py --fill F   take translations from a JSON file: source -> text or forms

Strings are the literal first arguments of `tr`, `trn` and `UserText`, and every `default_text`.
Russian is the source language; its .ts holds the plural forms only, for people who work in
Linguist. pyside6-lupdate is not used: it knows neither UserText nor our plural notation.
"""

import argparse
import ast
import json
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "resources/translations"
CONTEXT = "parta"
_FUNCTIONS = {"tr": False, "trn": True, "UserText": False}
_DYNAMIC_ALLOWED = {"app/ui/qt/i18n.py"}


@dataclass(frozen=True)
class Found:
    """A string in the source."""

    source: str
    plural: bool
    place: str


def find_strings(root: Path = ROOT / "app") -> tuple[list[Found], list[str]]:
    """Return the strings of the program, and complaints about calls without a literal."""
    found: dict[str, Found] = {}
    complaints: list[str] = []
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text, plural = _string_of(node)
            if text is not None:
                known = found.get(text)
                if known is None or (plural and not known.plural):
                    found[text] = Found(text, plural, name)
            elif _is_dynamic(node) and name not in _DYNAMIC_ALLOWED:
                complaints.append(f"{name}:{getattr(node, 'lineno', 0)}: not a literal")
    return sorted(found.values(), key=lambda item: (item.place, item.source)), complaints


def _called(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id if node.func.id in _FUNCTIONS else ""
    return ""


def _string_of(node: ast.AST) -> tuple[str | None, bool]:
    name = _called(node)
    if name and isinstance(node, ast.Call) and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            return first.value, _FUNCTIONS[name]
    if isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id == "default_text" for target in node.targets
    ):
        value = node.value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value, False
    return None, False


def _is_dynamic(node: ast.AST) -> bool:
    if _called(node) not in ("tr", "trn") or not isinstance(node, ast.Call) or not node.args:
        return False
    first = node.args[0]
    return not (isinstance(first, ast.Constant) and isinstance(first.value, str))


def read(language: str) -> dict[str, list[str]]:
    """Return the translations of a .ts file: source to its forms; unfinished ones are left out."""
    path = FOLDER / f"parta_{language}.ts"
    if not path.exists():
        return {}
    known: dict[str, list[str]] = {}
    for message in ET.parse(path).getroot().iter("message"):
        target = message.find("translation")
        if target is None or target.get("type") == "unfinished":
            continue
        forms = [form.text or "" for form in target.findall("numerusform")]
        known[message.findtext("source", "")] = forms or [target.text or ""]
    return known


def write(language: str, strings: list[Found], known: dict[str, list[str]]) -> None:
    """Write a .ts file with these strings; what is not known is marked as unfinished."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="ru")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for item in strings:
        extra = {"numerus": "yes"} if item.plural else {}
        message = ET.SubElement(context, "message", extra)
        ET.SubElement(message, "location", filename=f"../../{item.place}")
        ET.SubElement(message, "source").text = item.source
        target = ET.SubElement(message, "translation")
        forms = known.get(item.source)
        if forms is None:
            target.set("type", "unfinished")
        if item.plural:
            for form in forms or [""] * (3 if language == "ru" else 2):
                ET.SubElement(target, "numerusform").text = form
        elif forms:
            target.text = forms[0]
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"parta_{language}.ts").write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8"
    )


def russian(strings: list[Found]) -> dict[str, list[str]]:
    """Return the Russian plural forms; they follow from our notation."""
    from app.ui.qt.i18n import russian_forms

    return {item.source: list(russian_forms(item.source)) for item in strings if item.plural}


def update(fill: dict[str, str | list[str]] | None = None) -> None:
    """Take new strings in, drop old ones, keep translations."""
    strings, _ = find_strings()
    known = read("en")
    for source, text in (fill or {}).items():
        known[source] = [text] if isinstance(text, str) else list(text)
    write("en", strings, known)
    write("ru", [item for item in strings if item.plural], russian(strings))


def missing() -> list[Found]:
    """Return the strings that have no English."""
    known = read("en")
    return [item for item in find_strings()[0] if not all(known.get(item.source, [""]))]


def main() -> int:
    """Run the tool."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--fill", type=Path)
    options = parser.parse_args()
    if options.missing:
        wanted = {item.source: ["", ""] if item.plural else "" for item in missing()}
        print(json.dumps(wanted, ensure_ascii=False, indent=1))
        return 0
    if options.check:
        _, complaints = find_strings()
        problems = complaints + [f"{i.place}: no English: {i.source!r}" for i in missing()]
        print("\n".join(problems) or "translations are complete")
        return 1 if problems else 0
    if options.compile:
        from app.ui.translations import compile_to

        for path in sorted(FOLDER.glob("*.ts")):
            compile_to(path, path.with_suffix(".qm"))
        return 0
    fill = json.loads(options.fill.read_text(encoding="utf-8")) if options.fill else None
    update(fill)
    return 0


if __name__ == "__main__":
    sys.exit(main())
