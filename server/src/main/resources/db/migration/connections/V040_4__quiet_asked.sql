-- Whether the provider said how long it wants to be left alone; a person may end only a pause that was our own idea.
alter table connections.connection add quiet_asked boolean not null default false;
