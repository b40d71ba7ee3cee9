"""What all Python tests share: the option `--update`, the profiles of hypothesis, and the rule that a skip has a reason."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.pages import collect_page

# Tests are about compiling, so nothing comes from the disk; tests/module/test_disk_cache.py gives its processes a folder.
os.environ["COLUBER_CACHE_DIR"] = ""
os.environ["COLUBER_VERIFY"] = "1"  # the compiler tests its own invariants after each pass

# In `make test` the examples are few and the same in every run; `make fuzz` looks for new ones.
settings.register_profile("test", max_examples=30, derandomize=True, deadline=None,
                          suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", max_examples=int(os.environ.get("FUZZ_EXAMPLES", "2000")), deadline=None,
                          suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("test")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expectations of test pages")


def pytest_collect_file(file_path, parent):
    return collect_page(file_path, parent)


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """True where the expectation is to be rewritten instead of compared (`make test-update`)."""
    return request.config.getoption("--update")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and report.longrepr[2] in ("Skipped", "Skipped: "):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped without a reason"
    return report
