-- ON EITHER

CREATE TABLE text_prints (
    article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles (id),
    print TEXT NOT NULL)

CREATE INDEX text_prints_by_print ON text_prints (print)
