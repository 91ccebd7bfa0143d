-- The latest link of a viewer is found at once, however many links the video has.
drop index videos.video_shares_of_viewer;
create index video_shares_of_viewer on videos.video_shares (video_id, viewer_id, created_at desc);
