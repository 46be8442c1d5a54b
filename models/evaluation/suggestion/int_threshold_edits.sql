-- Thresholds that as many contacts reach as before. What asks only whether
-- there is a point at all means the same as before. The journey becomes a
-- number, for its sum says nothing of how many reach it.
with

split as (
    select * from {{ ref('int_fit_split') }}
),

thresholds as (
    select
        cells.*,
        case
            when lower(cells.cell) = 'journey' then journey.points
            else cells.cell_number
        end as at_least
    from {{ ref('int_fit_cells') }} as cells
    inner join split
        on cells.scoring_model = split.scoring_model
    left join {{ ref('int_journey_points') }} as journey
        on cells.scoring_model = journey.scoring_model
    where cells.seed = 'labels'
),

reached_after as (
    select
        after.measure,
        after.points,
        after.contacts,
        split.unit
    from {{ source('suggestion', 'reached_points_after') }} as after
    inner join split
        on after.scoring_model = split.scoring_model
),

before as (
    select
        thresholds.row_number,
        coalesce(max(reached.contacts), 0) as contacts
    from thresholds
    left join {{ ref('int_reached_points') }} as reached
        on
            thresholds.scoring_model = reached.scoring_model
            and thresholds.component = reached.measure
            and thresholds.at_least <= reached.points
    where thresholds.at_least > 1
    group by thresholds.row_number
),

candidates as (
    select distinct
        measure,
        cast(ceil(points * 1e0 / unit) as bigint) * unit as points
    from reached_after
    where points > 0
),

counted as (
    select
        candidates.measure,
        candidates.points,
        max(reached_after.contacts) as contacts
    from candidates
    inner join reached_after
        on
            candidates.measure = reached_after.measure
            and candidates.points <= reached_after.points
    group by
        candidates.measure,
        candidates.points
),

closest as (
    select
        thresholds.*,
        before.contacts,
        counted.points as new_at_least,
        counted.contacts as contacts_after,
        row_number() over (
            partition by thresholds.row_number
            order by
                abs(counted.contacts - before.contacts), counted.points desc
        ) as nearness
    from thresholds
    inner join before
        on thresholds.row_number = before.row_number
    inner join counted
        on thresholds.component = counted.measure
    where before.contacts > 0
),

threshold_edits as (
    select
        seed,
        row_number,
        column_name,
        component,
        rule,
        band,
        cell as was,
        cast(new_at_least as {{ dbt.type_string() }}) as now,
        why,
        contacts_after || ' contacts reach it today, as ' || contacts
        || ' reached ' || cell || ' before' as sentence
    from closest
    where
        nearness = 1
        and new_at_least <> at_least
)

select * from threshold_edits
