-- What was written there and when, to be shown with the customer.
alter table crm.field_write add value text, add written_at timestamptz;
create index field_write_by_conversation on crm.field_write (conversation_id);
