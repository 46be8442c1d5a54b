with

open_mqls as (
    select
        count(*) as open_mqls,
        count(case when is_urgent then 1 end) as urgent
    from {{ ref('mqls') }}
    where is_primary
),

untouched_mqls as (
    select
        count(*) as untouched,
        count(case when is_overdue then 1 end) as overdue
    from {{ ref('rpt_untouched_mqls') }}
),

cooling as (
    select
        count(*) as cooling_soon,
        count(case when leaves_soon then 1 end) as leaving_soon
    from {{ ref('rpt_cooling') }}
    where is_primary and is_soon
),

past_fit as (
    select coalesce(min(measured), 1) = 0 as past_fit_is_todays
    from {{ ref('readiness') }}
    where readiness_check = 'attribute_history'
),

current_figures as (
    select
        open_mqls.*,
        untouched_mqls.*,
        cooling.*,
        past_fit.*
    from open_mqls
    cross join untouched_mqls
    cross join cooling
    cross join past_fit
)

select * from current_figures
