-- ON EITHER

CREATE TABLE articles (
    id TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    author TEXT,
    published TEXT,
    url TEXT,
    language TEXT,
    path TEXT,
    digest BOOLEAN NOT NULL,
    added_at TEXT NOT NULL)

CREATE TABLE claims (
    id TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    quoted TEXT NOT NULL,
    worthiness FLOAT NOT NULL,
    record TEXT NOT NULL)

CREATE INDEX claims_by_article ON claims (article_id, start)

CREATE TABLE events (
    id INTEGER NOT NULL PRIMARY KEY,
    claim_id TEXT NOT NULL REFERENCES claims (id),
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    action TEXT NOT NULL,
    data TEXT NOT NULL,
    seen INTEGER NOT NULL,
    digest TEXT NOT NULL)

CREATE INDEX events_by_claim ON events (claim_id, id)

CREATE TABLE drafts (
    claim_id TEXT NOT NULL REFERENCES claims (id),
    reviewer TEXT NOT NULL,
    data TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (claim_id, reviewer))

CREATE TABLE desks (reviewer TEXT NOT NULL PRIMARY KEY, data TEXT NOT NULL)


-- ON SQLITE

CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END

CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END

-- INSERT OR REPLACE removes a row without asking the DELETE trigger.
CREATE TRIGGER events_refuse_replace BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END

CREATE TRIGGER articles_refuse_update BEFORE UPDATE ON articles
BEGIN SELECT RAISE(ABORT, 'the text of an article is never changed'); END


-- ON POSTGRESQL

CREATE FUNCTION claimcheck_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
    END $$

-- For each statement, not row: TRUNCATE knows no rows, and an upsert counts as an UPDATE.
CREATE TRIGGER events_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events
EXECUTE FUNCTION claimcheck_refuse('events are only ever added')

CREATE TRIGGER articles_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON articles
EXECUTE FUNCTION claimcheck_refuse('the text of an article is never changed')
