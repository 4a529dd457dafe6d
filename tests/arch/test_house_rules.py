"""House rules: each says what to write instead. Exceptions stand in lists that only shrink."""

import ast
import re

from tests.arch.source import ROOT, Source, calls, dotted, files, sources

APP = ("app",)
ALL = ("app", "server", "tests", "benchmarks", "packaging")

CREATE_TASK_ALLOWED = {"app/services/tasks.py"}
# These wait for a condition, not for a time.
SLEEP_ALLOWED = {
    "tests/e2e/far/probe.py",
    "tests/helpers/settle.py",
    "tests/helpers/school.py",
    "tests/integration/messages/messenger.py",
    "tests/tour/hand.py",
}
CATCH_ALL_ALLOWED: set[str] = {"app/services/tasks.py"}
# There is no loop yet, so nothing nests.
BEFORE_THE_LOOP = {"app/ui/qt/first_paint.py"}


def _offences(rule, *folders: str) -> list[str]:
    return [line for source in sources(*folders) for line in rule(source)]


def test_no_nested_event_loops():
    def rule(source: Source):
        for node, name in calls(source):
            last = name.rsplit(".", 1)[-1]
            if last == "processEvents" and source.name in BEFORE_THE_LOOP:
                continue
            nested = last in {"exec", "exec_"} and "." in name and not name.startswith("re.")
            if nested or last == "processEvents" or re.match(r"QMessageBox\.\w+$", name):
                yield f"{source.at(node)}: {name}() — open() it and await (qt/dialogs.py)"

    assert _offences(rule, "app") == []


def test_no_async_slots():
    def rule(source: Source):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute | ast.Name) and dotted(node).endswith(
                ("asyncSlot", "asyncClose")
            ):
                yield f"{source.at(node)}: asyncSlot — start the coroutine in a TaskScope"

    assert _offences(rule, "app") == []


def test_tasks_have_an_owner():
    def rule(source: Source):
        if source.name in CREATE_TASK_ALLOWED:
            return
        for node, name in calls(source):
            if name.rsplit(".", 1)[-1] in {"create_task", "ensure_future"}:
                yield f"{source.at(node)}: {name}() — use TaskScope.start()"

    assert _offences(rule, "app") == []


def test_errors_are_caught_by_name():
    def rule(source: Source):
        if source.name in CATCH_ALL_ALLOWED:
            return
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler):
                caught = node.type is None or dotted(node.type) in {"Exception", "BaseException"}
                explained = "# boundary:" in source.text.splitlines()[node.lineno - 1]
                cleans_up = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
                if caught and not explained and not cleans_up:
                    yield (
                        f"{source.at(node)}: except Exception — name the errors; a thread's entry "
                        "may catch all with the comment `# boundary: why`"
                    )

    assert _offences(rule, "app", "server") == []


def test_nothing_sleeps_in_tests():
    def rule(source: Source):
        if source.name in SLEEP_ALLOWED:
            return
        for node, name in calls(source):
            if name in {"time.sleep", "asyncio.sleep"} and not (
                node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
            ):
                yield f"{source.at(node)}: {name}() — wait for the condition itself"

    assert _offences(rule, "tests") == []


def test_times_are_aware():
    def rule(source: Source):
        for node, name in calls(source):
            if name.endswith(("datetime.utcnow", "utcfromtimestamp")):
                yield f"{source.at(node)}: {name}() — datetime.now(UTC)"

    assert _offences(rule, *ALL) == []


def test_every_module_says_why_it_exists():
    def rule(source: Source):
        if ast.get_docstring(source.tree) is None:
            yield f"{source.name}: no docstring — one sentence: its reason to exist"

    assert _offences(rule, "app", "server", "benchmarks", "packaging") == []


def test_colours_are_written_in_the_tokens_only():
    colour = re.compile(r"""["']#[0-9A-Fa-f]{6}\b""")

    def rule(source: Source):
        for number, line in enumerate(source.text.splitlines(), 1):
            if colour.search(line) and "# colour:" not in line:
                yield f"{source.name}:{number}: a colour — take it from the theme's tokens"

    assert _offences(rule, "app/ui") == []


def test_logging_is_lazy_and_quiet():
    def rule(source: Source):
        for node, name in calls(source):
            logs = name.split(".")[0] in {"log", "logger", "_log", "_logger", "logging"}
            if logs and node.args and isinstance(node.args[0], ast.JoinedStr):
                yield f"{source.at(node)}: f-string in a log call — use %s"

    assert _offences(rule, "app", "server") == []


def test_no_paths_of_a_machine_and_no_registry_hosts():
    hosts = "pypi" + r"\.org|pythonhosted|registry\.npmjs|deb\.debian|proxy\.golang|sum\.golang"
    pattern = re.compile(rf"{hosts}|(?<![\w.])/(?:work|root)/")
    kept = {".py", ".toml", ".md", ".json", ".txt", ".in", ".yaml", ".mjs", ".sh", ".bat", ""}
    skipped = frozenset({".git", ".venv", "build", "node_modules", ".hypothesis"})
    offences = []
    for path in files(skipped=skipped):
        if path.is_file() and path.suffix in kept and path.name != "LICENSE":
            for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
                if pattern.search(line) and "hosts =" not in line:
                    offences.append(f"{path.relative_to(ROOT)}:{number}")
    assert offences == []
