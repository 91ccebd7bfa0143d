-- What never leaves through a connection: the summary, or kinds of insights.
alter table crm.crm_integrations add column excluded text[] not null default '{}';
