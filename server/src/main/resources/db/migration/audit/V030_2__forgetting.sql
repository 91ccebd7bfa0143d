-- The log is append-only, and an operator keeps it for so long and not for ever. One function forgets; it runs as the owner of
-- the tables, for the application itself may not delete. It takes rows of the organisation in scope only, none of the last
-- thirty days whatever it is told, and leaves a row about what it took in the same transaction.
create or replace function audit.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('rapport.audit_forgets', true) = 'yes' then
        if old.at < now() - interval '30 days' then
            return old;
        end if;
    end if;
    raise exception 'audit_log is append-only' using errcode = 'insufficient_privilege';
end $$;

create function audit.forget(before timestamptz, at_time timestamptz, most int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    organization uuid := nullif(current_setting('rapport.organization_id', true), '')::uuid;
    latest timestamptz := least(before, now() - interval '30 days');
    gone int;
    oldest timestamptz;
    newest timestamptz;
begin
    perform set_config('rapport.audit_forgets', 'yes', true);
    with old as (
        select a.id from audit.audit_log a
        where a.organization_id = organization and a.at < latest order by a.at limit most
    ), forgotten as (
        delete from audit.audit_log a using old where a.id = old.id returning a.at
    )
    select count(*), min(f.at), max(f.at) into gone, oldest, newest from forgotten f;
    perform set_config('rapport.audit_forgets', '', true);
    if gone > 0 then
        insert into audit.audit_log (id, organization_id, at, actor_kind, actor_name, action, subject_type, details)
        values (gen_random_uuid(), organization, at_time, 'system', 'Rapport', 'audit.forgotten', 'audit_log',
            jsonb_build_object('count', gone, 'from', oldest, 'to', newest));
    end if;
    return gone;
end $$;
revoke execute on function audit.forget(timestamptz, timestamptz, int) from public;
grant execute on function audit.forget(timestamptz, timestamptz, int) to rapport_app;
