-- A link to watch a video by. With a recipient it is for one person, and who watches by it is known.
create table videos.video_shares (
    id uuid primary key,
    organization_id uuid not null,
    video_id uuid not null references videos.videos on delete cascade,
    -- Kept as it is, for its owner may copy the link again; what it opens lies in the same database.
    token text collate "C" not null unique,
    created_by uuid not null,
    recipient_name text,
    recipient_email text collate "C",
    -- Who the recipient is: the same for all links to the same person.
    viewer_id uuid,
    customer_id uuid references customers.customers on delete set null,
    stakeholder_id uuid references customers.stakeholders on delete set null,
    unmatched_id uuid references customers.unmatched on delete set null,
    -- For one of our own people: their watching never counts.
    internal boolean not null default false,
    prospect_id uuid,
    -- The personal version of the video this link plays.
    personal_id uuid,
    password_hash text,
    cta_label text,
    cta_url text,
    expires_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz not null,
    check ((cta_label is null) = (cta_url is null))
);
create index video_shares_of_video on videos.video_shares (video_id, created_at desc, id desc);
create index video_shares_of_viewer on videos.video_shares (video_id, viewer_id);
create index video_shares_of_customer on videos.video_shares (customer_id) where customer_id is not null;
create index video_shares_by_unmatched on videos.video_shares (unmatched_id) where unmatched_id is not null;
-- The token is looked up before it is known whose it is.
select platform.isolate('videos.video_shares', true);
