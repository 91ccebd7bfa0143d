-- What a view covers, in milliseconds: added up over and over, and too dear to work out each time.
alter table videos.video_views add column covered_ms bigint not null generated always as (videos.length_of(covered)) stored;

-- Whoever has a link of their own comes first, then whoever came last: read a page at a time.
alter table videos.video_viewers add column named boolean not null default false;
select set_config('rapport.scope', 'system', true);
update videos.video_viewers w set named = true
    where exists (select from videos.video_shares s where s.video_id = w.video_id and s.viewer_id = w.viewer_id);
drop index videos.video_viewers_latest;
create index video_viewers_in_order on videos.video_viewers (video_id, named desc, last_seen_at desc, viewer_id desc)
    where views > 0;

-- Who it was can be taken out of the record; what was watched can not be changed.
grant update (viewer_id, share_id, address, agent) on videos.video_events to rapport_app;
