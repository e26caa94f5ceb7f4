"""The link that opens the playground signed in."""


def playground_link(public_url: str, ticket: str) -> str:
    """The ticket stands behind a `#`: browsers send that part to nobody, so no log sees it."""
    return f"{public_url}/#ticket={ticket}"
