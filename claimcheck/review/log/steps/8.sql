-- ON EITHER

CREATE TABLE reference_tables (
    id INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    data TEXT NOT NULL)


-- ON SQLITE

CREATE TRIGGER reference_tables_refuse_update BEFORE UPDATE ON reference_tables
BEGIN SELECT RAISE(ABORT, 'reference tables are only ever added'); END

CREATE TRIGGER reference_tables_refuse_delete BEFORE DELETE ON reference_tables
BEGIN SELECT RAISE(ABORT, 'reference tables are only ever added'); END

CREATE TRIGGER reference_tables_refuse_replace BEFORE INSERT ON reference_tables
WHEN EXISTS (SELECT 1 FROM reference_tables WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'reference tables are only ever added'); END


-- ON POSTGRESQL

CREATE TRIGGER reference_tables_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON reference_tables
EXECUTE FUNCTION claimcheck_refuse('reference tables are only ever added')
