"""Functions that registries name without importing their modules."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True)
class Lazy(Generic[_P, _R]):
    """A function whose module is imported when it is first called.

    Args:
        module: The full name of the module.
        name: The function's name in it.
    """

    module: str
    name: str

    def load(self) -> Callable[_P, _R]:
        """Import the module and return the function."""
        found: Callable[_P, _R] = getattr(import_module(self.module), self.name)
        return found

    def __call__(self, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        """Import the module and call the function."""
        return self.load()(*args, **kwargs)

    @property
    def page(self) -> str:
        """What the module's docstring says; it is imported for that."""
        return import_module(self.module).__doc__ or ""
