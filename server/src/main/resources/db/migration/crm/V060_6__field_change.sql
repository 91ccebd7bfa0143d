-- Changes to mapped fields that were announced and not yet heard of, each with the value that stood there: after a kill it would
-- be known nowhere else.
create table crm.field_change (
    organization_id uuid not null,
    connection_id uuid not null,
    remote_type text not null,
    remote_id text not null,
    field text not null,
    conversation_id uuid not null,
    talked_at timestamptz not null,
    before text not null,
    after text not null,
    primary key (connection_id, remote_type, remote_id, field, conversation_id)
);
select platform.isolate('crm.field_change');
