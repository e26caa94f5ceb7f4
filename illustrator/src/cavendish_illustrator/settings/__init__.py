"""One module a setting template, found by setting_registry."""
