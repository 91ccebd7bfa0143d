-- What error_message and next_step say, for other languages.
alter table crm.sync add column error_words jsonb;
