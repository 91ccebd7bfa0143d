-- What varies in title and body; with the kind it says the same in other languages.
alter table messages.notices add column parts jsonb not null default '{}';
