-- ON SQLITE

-- SQLite cannot take NOT NULL off a column: the table is made anew, and its triggers go with the old one.
CREATE TABLE events_anew (
    id INTEGER NOT NULL PRIMARY KEY,
    claim_id TEXT REFERENCES claims (id),
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    action TEXT NOT NULL,
    data TEXT NOT NULL,
    seen INTEGER NOT NULL,
    digest TEXT NOT NULL)

INSERT INTO events_anew (id, claim_id, at, "by", action, data, seen, digest)
SELECT id, claim_id, at, "by", action, data, seen, digest FROM events ORDER BY id

DROP TABLE events

ALTER TABLE events_anew RENAME TO events

CREATE INDEX events_by_claim ON events (claim_id, id)

CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END

CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END

CREATE TRIGGER events_refuse_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END


-- ON POSTGRESQL

ALTER TABLE events ALTER COLUMN claim_id DROP NOT NULL


-- AFTER FILLING

ALTER TABLE articles DROP COLUMN sum

ALTER TABLE claims DROP COLUMN sum

ALTER TABLE policies DROP COLUMN sum
