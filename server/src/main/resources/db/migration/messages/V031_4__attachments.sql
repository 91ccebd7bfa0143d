-- A small file of text that goes with an e-mail: an entry for a calendar.
alter table messages.outbox add attachment_name text;
alter table messages.outbox add attachment_type text;
alter table messages.outbox add attachment text;
