-- What the sentences beside them say, for other languages.
alter table connections.connection
    add column last_failure_words jsonb,
    add column attention_words jsonb,
    add column quiet_words jsonb;
