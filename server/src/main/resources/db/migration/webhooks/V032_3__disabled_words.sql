-- What disabled_reason says, for other languages.
alter table webhooks.webhook_configs add disabled_words jsonb;
