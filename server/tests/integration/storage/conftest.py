from tests.api_fixtures import app, client, clock, services

__all__ = ["app", "client", "clock", "services"]
