-- What shoppers think of the help articles. The articles themselves are files; their search index is in words of each
-- database's own.

CREATE TABLE article_feedback (
    article_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- 1 or 0.
    helpful BIGINT NOT NULL,
    comment TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (article_id, subject)
);
