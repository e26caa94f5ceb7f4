"""Every migration must be safe while the previous release still runs: add now, take away a release later."""

import re

import pytest

from cavendish.database.migrate import migration_files

_NEW_TABLE = re.compile(r"CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\w+)")
_BREAKS_THE_PREVIOUS_RELEASE = {
    r"\bDROP (TABLE|VIEW|FUNCTION|COLUMN|TYPE)\b": "takes away what the previous release reads",
    r"\bDROP (NOT NULL|DEFAULT|CONSTRAINT)\b": "changes what the previous release relies on",
    r"\bRENAME\b": "hides a name that the previous release uses",
    r"\bALTER COLUMN \w+ (SET DATA )?TYPE\b": "rewrites the table under a lock",
    r"\bSET NOT NULL\b": "refuses rows that the previous release writes",
    r"\bTRUNCATE\b|\bDELETE FROM\b": "deletes rows",
}


def broken_rules(sql: str) -> list[str]:
    """What a migration would do to a release that does not know it."""
    sql = re.sub(r"--[^\n]*", "", sql)
    sql = re.sub(r"'(?:[^']|'')*'", "''", sql)
    new_tables = set(_NEW_TABLE.findall(sql))
    found = [why for rule, why in _BREAKS_THE_PREVIOUS_RELEASE.items() if re.search(rule, sql, re.IGNORECASE)]
    for table, changes in re.findall(r"ALTER TABLE (?:IF EXISTS )?(\w+)([^;]*);", sql):
        if table in new_tables:
            continue
        columns = re.split(r"\bADD COLUMN\b", changes)[1:]
        if any("NOT NULL" in column and "DEFAULT" not in column for column in columns):
            found.append(f"{table}: a new column that must be given and has no default")
        if re.search(r"\bADD (CONSTRAINT|CHECK|UNIQUE|FOREIGN)\b", changes) and "NOT VALID" not in changes:
            found.append(f"{table}: a new rule for rows that the previous release goes on writing")
    unique = re.findall(r"CREATE UNIQUE INDEX (?:IF NOT EXISTS )?\w+ ON (\w+)", sql)
    if not set(unique) <= new_tables:
        found.append("a new unique index may refuse what the previous release writes")
    return found


@pytest.mark.parametrize(("name", "sql"), [file[1:] for file in migration_files()], ids=lambda it: it[:40])
def test_a_migration_leaves_the_previous_release_running(name: str, sql: str) -> None:
    assert broken_rules(sql) == []


def test_numbers_are_given_once() -> None:
    numbers = [number for number, _, _ in migration_files()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE tasks DROP COLUMN state;",
        "DROP TABLE tasks;",
        "ALTER TABLE tasks RENAME COLUMN state TO condition;",
        "ALTER TABLE tasks ALTER COLUMN id TYPE uuid;",
        "ALTER TABLE tasks ADD COLUMN x text NOT NULL;",
        "ALTER TABLE tasks ADD COLUMN y int, ADD COLUMN x text NOT NULL;",
        "ALTER TABLE tasks ALTER COLUMN state SET NOT NULL;",
        "ALTER TABLE tasks ADD CONSTRAINT short CHECK (length(model) < 9);",
        "CREATE UNIQUE INDEX one ON tasks (model);",
        "DELETE FROM tasks;",
    ],
)
def test_what_would_break_the_previous_release_is_found(sql: str) -> None:
    assert len(broken_rules(sql)) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE tasks ADD COLUMN x text;",
        "ALTER TABLE tasks ADD COLUMN x int NOT NULL DEFAULT 0;",
        "CREATE TABLE new (id int NOT NULL); CREATE UNIQUE INDEX one ON new (id);",
        "CREATE INDEX some ON tasks (model); -- DROP TABLE tasks",
        "COMMENT ON TABLE tasks IS 'never DROP TABLE this';",
    ],
)
def test_what_only_adds_is_allowed(sql: str) -> None:
    assert broken_rules(sql) == []
