"""What all tests share: one shelf for the files that they make of views, and the app as it is served."""

import os
from collections.abc import Iterator

import pytest
from starlette.types import ASGIApp

from dashboard import app
from esimder.server import downloads
from tests import once


@pytest.fixture(scope="session", autouse=True)
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where the workers of this run, and of no other, keep the files that they make of views."""
    own = tmp_path_factory.getbasetemp()
    # A worker's folder lies in that of its run; without workers the folder above holds those of earlier runs.
    target = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shelf"
    target.mkdir(exist_ok=True)
    once.shelf.append(target)
    yield
    once.shelf.clear()


@pytest.fixture
def real() -> Iterator[ASGIApp]:
    """The app as it is served, with all its routes; nothing that it began outlives the test."""
    yield app
    downloads.close()
