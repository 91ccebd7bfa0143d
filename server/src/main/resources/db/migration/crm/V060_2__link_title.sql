-- The title of a task as last written there: what is left to say of it once its action item is removed.
alter table crm.link add title text;
