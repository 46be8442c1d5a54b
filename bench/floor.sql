-- The floor of every measurement: one pass over the events that counts the
-- seven behaviours of first_version per contact, and judges nothing.
-- Before: the variable raw, the raw folder.
create table behaviour_counts as
select
    events.contact_id,
    count(*) filter (
        where events.event_type = 'page_viewed'
        and (
            events.page like '/pricing%'
            or events.page like '/solutions%'
            or events.page like '/product%'
        )
    ) as main_page_visit,
    count(*) filter (
        where events.event_type = 'asset_downloaded'
        and assets.velocity = 'low'
    ) as low_velocity_asset_download,
    count(*) filter (
        where events.event_type = 'asset_downloaded'
        and assets.velocity = 'high'
    ) as high_velocity_asset_download,
    count(*) filter (where events.event_type = 'webinar_registered')
        as webinar_registration,
    count(*) filter (where events.event_type = 'webinar_attended')
        as webinar_participation,
    count(*) filter (
        where events.event_type in ('demo_requested', 'quote_requested')
        or (
            events.event_type = 'form_submitted'
            and events.page like '/contact%'
        )
    ) as demo_or_contact_request,
    count(*) filter (where events.event_type = 'unsubscribed_all') as opt_out
from read_parquet(getvariable('raw') || '/events/**/*.parquet') as events
left join read_csv('seeds/assets.csv') as assets
    on events.asset = assets.asset
group by events.contact_id;
