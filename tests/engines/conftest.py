"""What the tests of engines share."""

import pytest


@pytest.fixture
def quick_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Java start quickly and compile little: what runs for seconds never earns that back."""
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
