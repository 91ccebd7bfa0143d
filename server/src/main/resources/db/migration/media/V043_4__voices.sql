-- Who speaks in personal videos: names that were recorded, and for the others a service if the voice has one.
create table media.voice (
    id uuid primary key,
    organization_id uuid not null,
    kind text not null check (kind in ('recorded', 'elevenlabs', 'openai')),
    name text not null,
    -- Of videos that chose none.
    is_default boolean not null default false,
    url text,
    model text,
    -- What the service calls it; null until one is chosen there.
    service_voice text,
    service_voice_name text,
    -- Sealed.
    api_key text,
    -- Why the service does not speak, until it does again.
    trouble_code text,
    trouble_words text,
    trouble_at timestamptz,
    created_by uuid not null,
    created_at timestamptz not null
);
create index voice_newest on media.voice (organization_id, created_at desc, id desc);
create unique index voice_one_default on media.voice (organization_id) where is_default;
select platform.isolate('media.voice');

create table media.voice_name (
    id uuid primary key,
    organization_id uuid not null,
    voice_id uuid not null references media.voice on delete cascade,
    name text not null,
    -- One spelling for all ways to write it.
    alike text collate "C" not null,
    key text not null,
    bytes bigint not null,
    duration_ms int not null,
    -- Of the sound: another recording of the name has another.
    digest text not null,
    recorded_by uuid not null,
    recorded_at timestamptz not null,
    unique (voice_id, alike)
);
select platform.isolate('media.voice_name');

-- What services said, by voice, text and settings: each is paid for once.
create table media.voice_clip (
    organization_id uuid not null,
    content_key text collate "C" not null,
    voice_id uuid not null references media.voice on delete cascade,
    key text not null,
    bytes bigint not null,
    created_at timestamptz not null,
    primary key (organization_id, content_key)
);
create index voice_clip_by_voice on media.voice_clip (voice_id);
select platform.isolate('media.voice_clip');

-- Who agreed that a service imitates their voice. Stays when the voice is deleted: it was done.
create table media.voice_consent (
    id uuid primary key,
    organization_id uuid not null,
    voice_id uuid not null,
    speaker text not null,
    words text not null,
    service_voice text,
    recorded_by uuid not null,
    agreed_at timestamptz not null
);
create index voice_consent_by_voice on media.voice_consent (voice_id, agreed_at desc);
select platform.isolate('media.voice_consent');

alter table media.ladder add voice_id uuid references media.voice on delete set null;
create index ladder_by_voice on media.ladder (voice_id) where voice_id is not null;
alter table media.personal add voice_id uuid references media.voice on delete set null;
create index personal_by_voice on media.personal (voice_id) where voice_id is not null;
