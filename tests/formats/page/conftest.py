"""The page in a real browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from browsing import Pages, Visit
from referees import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Return plans and their pages by name: shipped, several, hostile, wide."""
    return Pages(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return a browser that all tests of a worker share."""
    with chromium() as started:
        yield started


@pytest.fixture
def visit(browser: "Browser", pages: Pages) -> Iterator[Visit]:
    """Return a function that opens a page; nothing may complain or be asked for meanwhile."""
    complaints: list[str] = []
    contexts = []

    def open_page(name: str, fragment: str = "", **options: Any) -> "Page":
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        address = pages.page(name).as_uri()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on(
            "request",
            lambda asked: None if asked.url == address else complaints.append(asked.url),
        )
        page.goto(address + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
