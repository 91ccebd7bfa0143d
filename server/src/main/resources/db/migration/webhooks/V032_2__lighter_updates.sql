-- Noting an attempt must neither copy the payload nor touch an index: the payload lives beside the row, and what is indexed
-- does not change while all goes well.
alter table webhooks.webhook_deliveries alter column payload set storage external;
alter table webhooks.webhook_deliveries set (toast_tuple_target = 128, fillfactor = 75);
alter table webhooks.webhook_deliveries add column troubled boolean not null default false;
drop index webhooks.webhook_deliveries_open;
create index webhook_deliveries_troubled on webhooks.webhook_deliveries (webhook_config_id, created_at, id) where troubled;
