"""One module a style, found by style_registry."""
