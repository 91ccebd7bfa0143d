-- A base video is cut anew where its personal points moved, or made anew for another encoder.
alter table media.render_jobs drop constraint render_jobs_kind_check;
alter table media.render_jobs add constraint render_jobs_kind_check check (kind in ('ladder', 'adjust', 'personal', 'preview'));
drop index media.render_jobs_one_ladder;
create unique index render_jobs_one_base on media.render_jobs (video_id, kind)
    where kind in ('ladder', 'adjust') and state in ('queued', 'running', 'paused');
-- Since when another edition is played. Personal videos that were made from it keep it.
alter table media.edition add replaced_at timestamptz;
