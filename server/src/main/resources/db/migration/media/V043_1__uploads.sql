-- Whose an upload is. Its bytes lie in a folder of its id until something takes them over.
create table media.upload (
    id uuid primary key,
    organization_id uuid not null,
    user_id uuid not null,
    file_name text not null default '',
    expires_at timestamptz not null,
    created_at timestamptz not null
);
create index upload_by_expiry on media.upload (expires_at);
select platform.isolate('media.upload', true);
