"""A browser for the pages of cases."""

from tests.browser import browser, open_page, served


__all__ = ["browser", "open_page", "served"]
