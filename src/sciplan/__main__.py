"""`python -m sciplan`, and where the console script starts."""

import gc
import sys


def main() -> int:
    """Run the program and return its exit code."""
    # One short run makes no garbage worth collecting, and looking for it takes a tenth of the time
    # that networkx and typer need to import.
    gc.disable()
    from sciplan.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
