-- Isolation between organisations. A transaction carries its organisation in a local setting; every table asks for it.
-- Without the setting a row is invisible: forgetting the scope shows as emptiness, never as a leak.
create function platform.isolate(target regclass, admits_system boolean default false) returns void
language plpgsql as $$
declare
    rule text := 'organization_id = (select nullif(current_setting(''rapport.organization_id'', true), '''')::uuid)';
begin
    if admits_system then
        rule := '(' || rule || ' or (select current_setting(''rapport.scope'', true)) = ''system'')';
    end if;
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy tenant on %s using (%s) with check (%s)', target, rule, rule);
    perform platform.open_to_application(target);
end $$;

-- For the few technical tables that hold no tenant's data.
create function platform.open_to_application(target regclass) returns void
language plpgsql as $$
declare
    home text := (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target);
begin
    execute format('grant usage on schema %I to rapport_app', home);
    execute format('grant select, insert, update, delete on %s to rapport_app', target);
end $$;

grant usage on schema platform to rapport_app;

-- Spring Modulith's registry: an event stays until every listener has heard it. Events hold ids only.
create table platform.event_publication (
    id uuid primary key,
    listener_id text not null,
    event_type text not null,
    serialized_event text not null,
    publication_date timestamptz not null,
    completion_date timestamptz,
    status text,
    completion_attempts int,
    last_resubmission_date timestamptz
);
create index event_publication_by_content on platform.event_publication using hash (serialized_event);
create index event_publication_by_completion on platform.event_publication (completion_date);
select platform.open_to_application('platform.event_publication');

-- db-scheduler's table.
create table platform.scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on platform.scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on platform.scheduled_tasks (last_heartbeat);
select platform.open_to_application('platform.scheduled_tasks');
