"""Tell whether the pin on Typer can go: `python scripts/typer_pin.py`.

pyproject.toml holds Typer below 0.29, which loads pydantic whenever a command runs. This installs
the newest Typer there is into an environment of its own and runs a program of one option with it.

Exits with 1 where the newest no longer loads pydantic, so that a scheduled run tells; else with 0.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PROGRAM = """
import sys
import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)

@app.command()
def run(number: int = 1) -> None:
    print(typer.__version__, "pydantic" in sys.modules)

app(["--number", "2"], standalone_mode=False)
"""


def main() -> int:
    """Install, run, tell."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(next(Path(folder).glob("[bS]*/python*")))
        subprocess.run([python, "-m", "pip", "install", "--quiet", "typer"], check=True)
        told = subprocess.run([python, "-c", PROGRAM], check=True, capture_output=True, text=True)
    version, loads = told.stdout.split()
    if loads == "True":
        print(f"typer {version} loads pydantic when a command runs: the pin stays")
        return 0
    print(f"typer {version} no longer loads pydantic: measure its start-up, run the tests with it,")
    print("then raise the pin in pyproject.toml, and this script goes")
    return 1


if __name__ == "__main__":
    sys.exit(main())
