-- Images that personal points of a video show.
create table media.image (
    id uuid primary key,
    organization_id uuid not null,
    video_id uuid not null references media.ladder on delete cascade,
    key text not null,
    bytes bigint not null,
    width int not null,
    height int not null,
    created_at timestamptz not null
);
create index image_by_video on media.image (video_id, created_at);
select platform.isolate('media.image');
