-- Words as src/search.rs cuts them, title and body already weighted; no dictionary has a say in them.

CREATE TABLE article_index (
    article_id TEXT NOT NULL,
    locale TEXT NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (article_id, locale)
);
CREATE INDEX article_index_by_word ON article_index USING gin (words);
