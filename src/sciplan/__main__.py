"""`python -m sciplan`, and where the console script starts."""

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the program and end the process with its exit code; never return.

    Nothing slow is imported above, not even typing: nobody tells of a Ctrl-C meanwhile.
    """
    # One short run makes no garbage worth collecting, and looking for it takes a tenth of the time
    # that networkx and typer need to import.
    gc.disable()
    try:
        from sciplan.cli.program import main as run

        code = run()
    except KeyboardInterrupt:
        # Before the program could tell it, or while it did.
        with suppress(OSError):
            sys.stderr.write("已中断，没有写入\n")
        code = 130
    with suppress(OSError):  # told already, or nobody is left to tell
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.flush()
    # Not sys.exit: taking the values of a large plan apart one by one, where the system takes back
    # the memory at once, is a tenth of the time.
    os._exit(code)


if __name__ == "__main__":
    main()
