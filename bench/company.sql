-- A big company, one day at a time. Every value is drawn from a hash of what it
-- belongs to, so the same settings give the same rows, in whatever order and
-- on however many threads the days are made.
--
-- Before: the variables seed, events, contacts and days. Then <table>_of_day is
-- what the exports hold of the day whose row of all_days is in the variable
-- today. Day 0 brings the contacts of the years before.

-- A whole number below a limit, drawn for a purpose and a key.
create macro draw(purpose, key, below) as cast(
    hash(getvariable('seed'), purpose, key) % cast(below as ubigint) as bigint
);

create macro is_drawn(purpose, key, one_in) as draw(purpose, key, one_in) = 0;

create macro pick(purpose, key, texts) as
    texts[1 + draw(purpose, key, len(texts))];

-- The numbers below a limit in another order: the prime is above them all.
create macro shuffled(number, below) as (number * 2654435761) % below;

create macro named(letter, number, digits) as
    letter || lpad(cast(number as varchar), digits, '0');

create macro is_company(contact) as draw('company', contact, 100) < 50;

-- The k-th busiest contact turns up as (k + q) ** -0.75: the fourth power of
-- an even draw does that, and is the same on every machine.
create macro fourth_root(number) as sqrt(sqrt(number));

create macro fourth_power(number) as number * number * number * number;

create macro evenly(key) as draw('who', key, 1073741824) / 1073741824.0;

create macro busy_contact(key, so_far) as shuffled(
    least(
        cast(floor(fourth_power(
            fourth_root(getvariable('contacts') / 2e4)
            + evenly(key) * (
                fourth_root(getvariable('contacts') * 1.00005)
                - fourth_root(getvariable('contacts') / 2e4)
            )
        ) - getvariable('contacts') / 2e4) as bigint),
        getvariable('contacts') - 1
    ),
    getvariable('contacts')
) % so_far;

create macro today(field) as struct_extract(getvariable('today'), field);

create macro export_time() as
    cast(today('day_on') as timestamp) + interval 26 hour;

create macro seconds_into(day_on, seconds) as
    cast(day_on as timestamp) + to_seconds(seconds);

create macro office_second(key) as
    28800 + draw('early', key, 18000) + draw('late', key, 18000);

create macro leisure_second(key) as
    30000 + draw('early', key, 27000) + draw('late', key, 26000);

-- One row per day: how much of everything has come by its end. A newsletter
-- goes out every other week, a sale is announced now and then.
create table all_days as
with

calendar as (
    select
        day,
        date '2024-12-31' + cast(day as integer) as day_on,
        day % 14 = 6 as is_newsletter,
        day % 73 = 9 as is_sale
    from range(getvariable('days') + 1) as numbers (day)
),

weights as (
    select
        *,
        case
            when day = 0 then 0
            else
                [11, 13, 13, 12, 10, 5, 6][isodow(day_on)]
                * [10, 10, 11, 10, 9, 9, 6, 5, 10, 11, 13, 9][month(day_on)]
                * case
                    when is_sale then 20
                    when is_newsletter then 16
                    else 10
                end
        end as weight
    from calendar
),

shares as (
    select
        *,
        sum(weight) over (order by day) as weight_so_far,
        sum(weight) over () as all_weight
    from weights
),

so_far as (
    select
        *,
        cast(
            getvariable('events') * weight_so_far // all_weight as bigint
        ) as events_so_far,
        cast(
            (getvariable('events') // 40) * weight_so_far // all_weight
            as bigint
        ) as orders_so_far,
        -- Three in four are older than the first day.
        getvariable('contacts') - getvariable('contacts') // 4
        + (getvariable('contacts') // 4) * day // getvariable('days')
            as contacts_so_far,
        (getvariable('contacts') // 100) * day // getvariable('days')
            as deals_so_far,
        (getvariable('contacts') // 50) * day // getvariable('days')
            as touches_so_far,
        max(case when is_newsletter or is_sale then day end)
            over (order by day) as sent_on
    from shares
),

before as (
    select
        *,
        lag(events_so_far, 1, 0) over (order by day) as events_before,
        lag(contacts_so_far, 1, 0) over (order by day) as contacts_before,
        lag(orders_so_far, 1, 0) over (order by day) as orders_before,
        lag(deals_so_far, 1, 0) over (order by day) as deals_before,
        lag(touches_so_far, 1, 0) over (order by day) as touches_before
    from so_far
),

-- One event in a thousand is delivered twice, most of these the day after.
redelivered as (
    select
        *,
        events_before // 1000
        - lag(events_before, 1, 0) over (order by day) // 1000 as copies
    from before
)

select
    *,
    events_so_far - events_before - copies as originals,
    coalesce(day - sent_on, 99) as days_since_mail,
    coalesce(
        case when sent_on % 73 = 9 then 'sale-' else 'newsletter-' end
        || cast(date '2024-12-31' + cast(sent_on as integer) as varchar),
        'welcome'
    ) as campaign
from redelivered
order by day;

set variable today = (select all_days from all_days where day = 0);

-- Events come in sessions: 64 of them are 13 sessions, most of them short.
create table session_slots as
with

sessions as (
    select
        unnest(range(13)) as session_number,
        unnest([1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 8, 12, 20]) as session_length
),

positions as (
    select
        session_number,
        session_length,
        unnest(range(session_length)) as position
    from sessions
)

select
    *,
    row_number() over (order by session_number, position) - 1 as slot
from positions;

create view deliveries as
select
    today('day') as day,
    arrival,
    false as is_late_copy
from range(today('originals')) as numbers (arrival)
union all
select
    all_days.day,
    draw('copied', copy_key, all_days.originals) as arrival,
    all_days.day = today('day') as is_late_copy
from (
    select
        today('day') * 4294967296 + number as copy_key,
        today('day')
        - case when is_drawn('same day', number, 10) then 0 else 1 end as day
    from range(today('copies')) as numbers (number)
) as copied
inner join all_days on copied.day = all_days.day;

create view visits as
select
    deliveries.arrival,
    deliveries.is_late_copy,
    all_days.day_on,
    all_days.events_before,
    all_days.contacts_so_far,
    all_days.campaign,
    session_slots.position,
    session_slots.session_length,
    deliveries.day * 4294967296 + deliveries.arrival as event_key,
    (
        deliveries.day * 4294967296
        + shuffled(deliveries.arrival, all_days.originals) // 64
    ) * 16 + session_slots.session_number as session_key,
    case all_days.days_since_mail when 0 then 850 when 1 then 500 else 200 end
        as mail_share
from deliveries
inner join all_days on deliveries.day = all_days.day
inner join session_slots
    on
        shuffled(deliveries.arrival, all_days.originals) % 64
        = session_slots.slot;

-- Draws of a session first, then those of its events.
create view session_events as
select
    *,
    busy_contact(session_key, contacts_so_far) as contact,
    draw('mail', session_key, 1000) < mail_share as is_mail,
    draw('event', event_key, 10000) as lot
from visits;

create view typed_events as
select
    *,
    is_company(contact) as is_company,
    case
        when is_mail and position = 0 and session_length = 1 and lot < 3000
            then 'email_delivered'
        when is_mail and position = 0 then 'email_opened'
        when is_mail and position = 1
            then case
                when lot < 200 then 'unsubscribed_all'
                when lot < 300 then 'unsubscribed_list'
                when lot < 400 then 'email_forwarded'
                else 'email_clicked'
            end
        when lot < 300 then 'asset_downloaded'
        when lot < 380 then 'webinar_registered'
        when lot < 420 then 'webinar_attended'
        when lot < 460 then 'form_submitted'
        when lot < 520 then 'newsletter_subscribed'
        when lot < 570 then 'chatbot_used'
        when lot < 600 then 'page_shared'
        when lot < 620 then 'signature_clicked'
        when lot < 630 then 'referral_made'
        when lot < 636 then 'resubscribed'
        when lot < 640 then 'unsubscribed_all'
        when is_company(contact)
            then case
                when lot < 655 then 'demo_requested'
                when lot < 665 then 'quote_requested'
                else 'page_viewed'
            end
        when lot < 900 then 'cart_added'
        when lot < 930 then 'signed_up'
        when lot < 935 then 'quote_requested'
        else 'page_viewed'
    end as event_type
from session_events;

create view events_of_day as
select
    case
        when not is_drawn('no event id', event_key, 20000)
            then named('e', events_before + arrival, 12)
    end as event_id,
    case
        when is_drawn('no contact', event_key, 50000) then null
        when is_drawn('stranger', event_key, 1000)
            then named('c', getvariable('contacts') + contact, 7)
        else named('c', contact, 7)
    end as contact_id,
    event_type,
    case
        when not is_drawn('no time', event_key, 50000)
            then seconds_into(
                case
                    when is_drawn('late', event_key, 2000)
                        then day_on
                            - cast(1 + draw('days', event_key, 6) as integer)
                    else day_on
                end,
                case
                    when is_company then office_second(session_key)
                    else leisure_second(session_key)
                end
                + position * 90 + draw('pause', event_key, 80)
                + case when is_late_copy then 60 else 0 end
            )
    end as occurred_at,
    case event_type
        when 'page_viewed'
            then pick('page', event_key, [
                '/', '/', '/', '/', '/about', '/about', '/careers', '/press',
                '/showroom-lyon', '/showroom-paris', '/help', '/help',
                '/search', '/search', '/shop', '/shop', '/shop', '/account',
                '/blog', '/blog', '/blog/posture', '/blog/eye-strain',
                '/blog/five-chairs', '/blog/home-office', '/pricing',
                '/pricing/teams', '/solutions/clinic', '/product/desk-rhone',
                '/legal', '/jobs', '/team', '/delivery'
            ])
        when 'asset_downloaded' then '/resources'
        when 'webinar_registered' then '/webinars/posture'
        when 'webinar_attended' then '/webinars/posture'
        when 'form_submitted'
            then pick('page', event_key, [
                '/contact', '/contact/home', '/careers/apply'
            ])
        when 'newsletter_subscribed' then '/newsletter'
        when 'demo_requested' then '/demo'
        when 'quote_requested' then '/quote'
        when 'cart_added' then '/product/lamp-aube'
        when 'signed_up' then '/account'
        when 'chatbot_used' then '/'
        when 'page_shared' then '/blog/posture'
    end as page,
    case
        when is_mail then 'email'
        else pick('channel', session_key, [
            'organic', 'organic', 'organic', 'direct', 'direct', 'social',
            'referral', 'paid'
        ])
    end as channel,
    case when is_mail then campaign end as campaign,
    case
        when event_type = 'asset_downloaded'
            then pick('asset', event_key, [
                'white-paper-open-plan', 'white-paper-hybrid-work',
                'guide-posture', 'checklist-office-move', 'case-study-clinic',
                'case-study-campus', 'price-list', 'buyers-guide',
                'roi-calculator', 'white-paper-acoustics'
            ])
    end as asset,
    export_time() as loaded_at
from typed_events;

-- One contact in a thousand is exported again, by chance on some later day.
create view contact_rows as
select contact
from range(
    today('contacts_before'), today('contacts_so_far')
) as numbers (contact)
union all
select draw('again', number, today('contacts_before')) as contact
from range(
    today('contacts_before') // 250, today('contacts_so_far') // 250
) as numbers (number)
where today('day') > 0;

create view contacts_since as
select
    contact,
    is_company(contact) as is_company,
    contact - (getvariable('contacts') - getvariable('contacts') // 4)
        as newcomer
from contact_rows;

create view contacts_of_day as
select
    case
        when not is_drawn('no id', contact, 20000) then named('c', contact, 7)
    end as contact_id,
    seconds_into(
        case
            when newcomer < 0
                then date '2024-12-31'
                    - cast(draw('since', contact, 1000) as integer)
            else date '2024-12-31' + cast(
                1 + ((newcomer + 1) * getvariable('days') - 1)
                // (getvariable('contacts') // 4) as integer
            )
        end,
        case
            when is_company then office_second(contact)
            else leisure_second(contact)
        end
    ) as created_at,
    case
        when is_drawn('no audience', contact, 200) then null
        when is_company then 'b2b'
        else 'b2c'
    end as audience,
    named('person', contact, 7) || '@'
    || case
        when is_drawn('staff', contact, 5000) then 'atelier-lumen'
        when is_drawn('rival', contact, 5000) then 'chaise-rivale'
        else 'mail' || cast(draw('host', contact, 900) as varchar)
    end || '.example' as email,
    case
        when is_drawn('shouted', contact, 100) then ' Technology '
        when is_company or is_drawn('sector', contact, 3)
            then pick('trade', contact, [
                'technology', 'health', 'finance', 'education', 'retail',
                'public'
            ])
    end as sector,
    pick('sex', contact, ['female', 'female', 'male', 'male', null]) as sex,
    case
        when not is_company or is_drawn('birth', contact, 4)
            then date '1945-01-01'
                + cast(draw('born', contact, 23000) as integer)
    end as birth_date,
    round(
        pick('city', contact, [
            45.76, 45.76, 48.86, 48.86, 48.86, 50.63, 47.22, null
        ])
        + draw('north', contact, 8000) / 10000 - 0.4,
        4
    ) as latitude,
    round(
        pick('city', contact, [
            4.84, 4.84, 2.35, 2.35, 2.35, 3.06, -1.55, null
        ])
        + draw('east', contact, 8000) / 10000 - 0.4,
        4
    ) as longitude,
    export_time() as loaded_at
from contacts_since;

-- One order in a thousand repeats the id of the order before.
create view order_rows as
select
    number as order_key,
    busy_contact(number * 2, today('contacts_so_far')) as somebody,
    busy_contact(number * 2 + 1, today('contacts_so_far'))
        as somebody_else
from (
    select
        case
            when is_drawn('again', place, 1000) then greatest(place - 1, 0)
            else place
        end as number
    from range(
        today('orders_before'), today('orders_so_far')
    ) as numbers (place)
) as placed;

create view orders_of_day as
select
    case
        when not is_drawn('no id', order_key, 20000)
            then named('o', order_key, 10)
    end as order_id,
    named(
        'c',
        case
            when is_drawn('stranger', order_key, 1000)
                then getvariable('contacts') + somebody
            when is_company(somebody) then somebody_else
            else somebody
        end,
        7
    ) as contact_id,
    seconds_into(today('day_on'), leisure_second(order_key))
        as ordered_at,
    case
        when not is_drawn('no amount', order_key, 2000)
            then cast(
                pick('price', order_key, [39, 59, 89, 89, 129, 449, 690])
                * (1 + draw('pieces', order_key, 3))
                * if(draw('status', order_key, 100) < 4, -1, 1)
                + 4.9
                as decimal(12, 2)
            )
    end as amount,
    'EUR' as currency,
    case
        when draw('status', order_key, 100) < 3 then 'refunded'
        when draw('status', order_key, 100) < 5 then 'cancelled'
        when draw('status', order_key, 100) < 7 then 'pending'
        when draw('status', order_key, 100) < 8 then null
        else 'completed'
    end as status,
    export_time() as loaded_at
from order_rows;

-- A deal is exported on the day it is closed, or opened when still open.
create view deals_of_day as
select
    named('d', number, 8) as deal_id,
    named('c', draw('who', number, today('contacts_so_far')), 7)
        as contact_id,
    seconds_into(
        today('day_on') - cast(
            case stage when 'open' then 0 else 5 + draw('long', number, 80) end
            as integer
        ),
        office_second(number)
    ) as created_at,
    case
        when stage <> 'open'
            then seconds_into(today('day_on'), office_second(number))
    end as closed_at,
    stage,
    cast(1000 + draw('worth', number, 400) * 100 as decimal(12, 2)) as amount,
    export_time() as loaded_at
from (
    select
        number,
        pick('stage', number, ['open', 'won', 'won', 'lost', 'lost']) as stage
    from range(
        today('deals_before'), today('deals_so_far')
    ) as numbers (number)
) as staged;

create view sales_touches_of_day as
select
    named('t', number, 8) as touch_id,
    named('c', draw('who', number, today('contacts_so_far')), 7)
        as contact_id,
    seconds_into(today('day_on'), office_second(number)) as touched_at,
    pick('channel', number, ['call', 'call', 'email', 'meeting']) as channel,
    pick('outcome', number, ['reached', 'no_answer', 'sent', 'held'])
        as outcome,
    export_time() as loaded_at
from range(
    today('touches_before'), today('touches_so_far')
) as numbers (number);
