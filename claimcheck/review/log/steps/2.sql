-- ON EITHER

ALTER TABLE claims ADD COLUMN kinds TEXT NOT NULL DEFAULT ''

CREATE TABLE policies (
    id INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    name TEXT NOT NULL,
    data TEXT NOT NULL)


-- ON SQLITE

CREATE TRIGGER policies_refuse_update BEFORE UPDATE ON policies
BEGIN SELECT RAISE(ABORT, 'policies are only ever added'); END

CREATE TRIGGER policies_refuse_delete BEFORE DELETE ON policies
BEGIN SELECT RAISE(ABORT, 'policies are only ever added'); END

CREATE TRIGGER policies_refuse_replace BEFORE INSERT ON policies
WHEN EXISTS (SELECT 1 FROM policies WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'policies are only ever added'); END

CREATE TRIGGER articles_refuse_delete BEFORE DELETE ON articles
BEGIN SELECT RAISE(ABORT, 'the text of an article is never changed'); END

CREATE TRIGGER articles_refuse_replace BEFORE INSERT ON articles
WHEN EXISTS (SELECT 1 FROM articles WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the text of an article is never changed'); END


-- ON POSTGRESQL

CREATE TRIGGER policies_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON policies
EXECUTE FUNCTION claimcheck_refuse('policies are only ever added')
