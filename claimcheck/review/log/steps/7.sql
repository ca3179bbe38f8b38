-- ON EITHER

CREATE TABLE priorities (
    id INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    data TEXT NOT NULL)


-- ON SQLITE

CREATE TRIGGER priorities_refuse_update BEFORE UPDATE ON priorities
BEGIN SELECT RAISE(ABORT, 'priorities are only ever added'); END

CREATE TRIGGER priorities_refuse_delete BEFORE DELETE ON priorities
BEGIN SELECT RAISE(ABORT, 'priorities are only ever added'); END

CREATE TRIGGER priorities_refuse_replace BEFORE INSERT ON priorities
WHEN EXISTS (SELECT 1 FROM priorities WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'priorities are only ever added'); END


-- ON POSTGRESQL

CREATE TRIGGER priorities_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON priorities
EXECUTE FUNCTION claimcheck_refuse('priorities are only ever added')
