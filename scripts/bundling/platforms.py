"""The machines that a folder is made for."""

from dataclasses import dataclass, field

PYTHON = (3, 13)
"""The series of Python in every folder: given archives and wheels are of this one."""
NEWEST_GLIBC = 28
"""The minor of the newest glibc 2.x that a wheel may ask for: 统信UOS and 麒麟 have 2.28."""


@dataclass(frozen=True)
class Platform:
    """A machine: how wheels, files and interpreters of it are told.

    Args:
        name: As the command line and the folder's name say it.
        tags: Platform tags of wheels that run there, best first, `any` apart.
        machine: The machine's number in the header of its binaries (ELF e_machine, PE Machine).
        markers: What environment markers say there.
    """

    name: str
    tags: tuple[str, ...]
    machine: int
    markers: dict[str, str] = field(hash=False)

    @property
    def windows(self) -> bool:
        """Whether it is Windows: another layout, launcher and kind of binary."""
        return self.name.startswith("windows")

    @property
    def binary(self) -> bytes:
        """The first bytes of its programs and libraries."""
        return b"MZ" if self.windows else b"\x7fELF"

    @property
    def site(self) -> str:
        """Where libraries stand in the folder."""
        return "lib" if self.windows else f"python/lib/python{PYTHON[0]}.{PYTHON[1]}/site-packages"


def _manylinux(machine: str) -> tuple[str, ...]:
    newest = [f"manylinux_2_{minor}_{machine}" for minor in range(NEWEST_GLIBC, 16, -1)]
    return (*newest, f"manylinux2014_{machine}", *_older(machine))


def _older(machine: str) -> tuple[str, ...]:
    if machine != "x86_64":
        return ()
    older = [f"manylinux_2_{minor}_{machine}" for minor in range(16, 4, -1)]
    return (*older, f"manylinux2010_{machine}", f"manylinux1_{machine}")


def _linux(machine: str, number: int) -> Platform:
    markers = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
    return Platform(
        f"linux-{machine}", _manylinux(machine), number, {**markers, "platform_machine": machine}
    )


PLATFORMS = {
    each.name: each
    for each in (
        Platform(
            "windows-x64",
            ("win_amd64",),
            0x8664,
            {
                "os_name": "nt",
                "sys_platform": "win32",
                "platform_system": "Windows",
                "platform_machine": "AMD64",
            },
        ),
        _linux("x86_64", 62),
        _linux("aarch64", 183),
    )
}
"""Name → platform."""
