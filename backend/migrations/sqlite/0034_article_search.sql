-- Words as src/search.rs cuts them, separated by spaces; the tokenizer has nothing more to do than to find the spaces.

CREATE VIRTUAL TABLE article_index USING fts5 (
    article_id UNINDEXED,
    locale UNINDEXED,
    title,
    body,
    tokenize = 'ascii',
    prefix = '1 2 3'
);
