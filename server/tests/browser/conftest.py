from tests.browser.browser_fixtures import browser, visits

__all__ = ["browser", "visits"]
