-- An API process takes requests of a key in advance and passes them without asking: they are in `hits` from
-- the start, and in `lent` until the process says that they passed or puts them back. `taken` and `ask` are
-- the last statement's: how many it got of what it asked for, and which of its rows asked.
ALTER TABLE request_counts
    ADD COLUMN lent  integer NOT NULL DEFAULT 0,
    ADD COLUMN taken integer NOT NULL DEFAULT 0,
    ADD COLUMN ask   integer NOT NULL DEFAULT 0;
