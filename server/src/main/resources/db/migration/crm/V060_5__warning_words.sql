-- What the warnings say, in the same order, for readers in other languages.
alter table crm.sync add warning_words jsonb not null default '[]';
