"""A real Chromium for pages of the school service, spoken to by the WebDriver protocol."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.helpers.school import until

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_OPTIONS = {
    "args": [
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
        *("--window-size=500,900", "--lang=ru"),
    ]
}


class WebBrowser:
    """One window; elements are found by CSS."""

    def __init__(self, folder: Path) -> None:
        driver = shutil.which("chromedriver")
        assert driver, "chromedriver is missing: ./check installs it"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._log = (folder / "chromedriver.txt").open("wb")
        self._driver = subprocess.Popen(
            [driver, f"--port={port}"], stdout=self._log, stderr=self._log
        )
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False)
        until(self._is_up)
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": _OPTIONS | {"binary": shutil.which("chromium")},
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        made = self._do("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{made['sessionId']}"

    def go(self, address: str) -> None:
        """Open a page."""
        self._here("POST", "/url", {"url": address})

    @property
    def address(self) -> str:
        return str(self._here("GET", "/url"))

    @property
    def text(self) -> str:
        """The words on the page."""
        return str(self.script("return document.body.innerText"))

    def script(self, script: str) -> Any:
        """Run the test's own script in the page."""
        return self._here("POST", "/execute/sync", {"script": script, "args": []})

    def type(self, css: str, text: str) -> None:
        """Write into a field, in place of what is there."""
        found = self._find(css)
        if css != "[type=file]":
            self._here("POST", f"/element/{found}/clear", {})
        self._here("POST", f"/element/{found}/value", {"text": text})

    def set_value(self, css: str, value: str) -> None:
        """Fill a field that is not written into sign by sign, a date say."""
        self.script(f"document.querySelector({css!r}).value = {value!r}")

    def send(self, css: str) -> None:
        """Click what leads to another page, and wait until it is there."""
        self.script("window.before = true")
        self._here("POST", f"/element/{self._find(css)}/click", {})
        until(lambda: self.script("return !window.before && document.readyState === 'complete'"))

    def cookies(self) -> list[dict[str, Any]]:
        """The cookies of the page with their flags."""
        found: list[dict[str, Any]] = self._here("GET", "/cookie")
        return found

    def resize(self, width: int, height: int) -> None:
        """Make the page as wide as a telephone."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}
        command = {"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics}
        self._here("POST", "/goog/cdp/execute", command)

    def complaints(self) -> list[str]:
        """What Chromium's console said: refused styles, blocked forms."""
        rows: list[dict[str, Any]] = self._here("POST", "/se/log", {"type": "browser"})
        return [str(row["message"]) for row in rows]

    def picture(self) -> str:
        """The page as a PNG, base64."""
        return str(self._here("GET", "/screenshot"))

    def close(self) -> None:
        """Close the window and end the driver."""
        try:
            self._do("DELETE", self._session)
        finally:
            self._http.close()
            self._driver.terminate()
            self._driver.wait(20)
            self._log.close()

    def _is_up(self) -> bool:
        try:
            return bool(self._do("GET", "/status")["ready"])
        except httpx.TransportError:
            return False

    def _find(self, css: str) -> str:
        found = self._here("POST", "/element", {"using": "css selector", "value": css})
        return str(found[_ELEMENT])

    def _here(self, method: str, path: str, body: Any = None) -> Any:
        return self._do(method, self._session + path, body)

    def _do(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._http.request(method, path, json=body)
        value = answer.json()["value"]
        assert answer.is_success, f"{method} {path}: {value}"
        return value


@pytest.fixture(scope="module")
def web_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebBrowser]:
    """One Chromium for the tests of a module."""
    browser = WebBrowser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.close()
