-- ON EITHER

CREATE TABLE priority_parts (
    claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims (id),
    record TEXT NOT NULL)
