create table audit.audit_log (
    id uuid primary key,
    organization_id uuid not null,
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
    actor_id uuid,
    actor_name text not null,
    api_key_id uuid,
    action text not null,
    subject_type text not null,
    subject_id text,
    details jsonb not null
);
create index audit_log_by_time on audit.audit_log (organization_id, at desc, id desc);
create index audit_log_by_subject on audit.audit_log (organization_id, subject_type, subject_id, at desc);
select platform.isolate('audit.audit_log');

-- Append-only twice over: the application has no right to change a row, and the trigger refuses whoever has.
revoke update, delete, truncate on audit.audit_log from rapport_app;

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on audit.audit_log
    for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on audit.audit_log
    for each statement execute function audit.refuse_change();
