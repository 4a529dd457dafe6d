"""`python -m server.demo.sgo --port 8014`: the simulator on its own."""

import argparse

import uvicorn

from server.demo.sgo.app import Register, make_app


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description="Симулятор «Сетевого Города».")
    parser.add_argument("--port", type=int, default=8014)
    given = parser.parse_args()
    uvicorn.run(make_app(Register()), host="127.0.0.1", port=given.port, log_level="warning")


if __name__ == "__main__":
    main()
