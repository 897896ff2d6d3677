"""What ends a build."""


class BundleError(Exception):
    """A folder can't be made, or is not sound: the message says why, and what to do."""
