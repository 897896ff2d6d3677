"""The one exception that ends a run with a message."""


class SciplanError(Exception):
    """Stop with a message for the user.

    Args:
        message: What is wrong and what to do, in Chinese; may have several lines.
        exit_code: 2 (could not run) unless a command says otherwise.
    """

    def __init__(self, message: str, *, exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code
