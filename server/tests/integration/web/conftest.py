from tests.api_fixtures import app, client, clock, environment, services, shared_client, shared_services

__all__ = ["app", "client", "clock", "environment", "services", "shared_client", "shared_services"]
