"""Data folders for whole houses."""

from tests.foundation.database.conftest import data


__all__ = ["data"]
