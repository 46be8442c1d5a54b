with

ledger as (
    select * from {{ ref('score_ledger') }}
),

rule_flags as (
    select * from {{ ref('int_rule_flags') }}
),

flags_at_zero as (
    select * from {{ ref('int_flags_at_zero') }}
),

-- A contact has a score, if only of nothing, from the day it came into being.
first_days as (
    select
        contact_id,
        scoring_model,
        created_on as effective_on,
        'total' as component,
        0 as points
    from {{ ref('int_scored_contacts') }}
),

dated_points as (
    select
        contact_id,
        scoring_model,
        effective_on,
        component,
        points
    from ledger
    union all
    select * from first_days
),

daily_points as (
    select
        contact_id,
        scoring_model,
        effective_on,
        sum(case when component = 'behaviour' then points else 0 end)
            as behaviour_points,
        sum(case when component = 'fit' then points else 0 end) as fit_points,
        sum(case when component = 'rfm' then points else 0 end) as rfm_points,
        sum(points) as total_points
    from dated_points
    group by
        contact_id,
        scoring_model,
        effective_on
),

daily_changes as (
    select
        daily_points.*,
        coalesce(rule_flags.flag_change, 0) as flag_change
    from daily_points
    left join rule_flags
        on
            daily_points.contact_id = rule_flags.contact_id
            and daily_points.scoring_model = rule_flags.scoring_model
            and daily_points.effective_on = rule_flags.effective_on
),

running_scores as (
    select
        daily_changes.contact_id,
        daily_changes.scoring_model,
        daily_changes.effective_on,
        lead(daily_changes.effective_on) over days_so_far as until_on,
        {% for points in ['behaviour', 'fit', 'rfm', 'total'] %}
            cast(
                sum(daily_changes.{{ points }}_points) over days_so_far
                as bigint
            ) as {{ points }}_points,
        {% endfor %}
        cast(
            coalesce(flags_at_zero.rule_flags, 0)
            + sum(daily_changes.flag_change) over days_so_far
            as bigint
        ) as rule_flags
    from daily_changes
    left join flags_at_zero
        on daily_changes.scoring_model = flags_at_zero.scoring_model
    window days_so_far as (
        partition by daily_changes.contact_id, daily_changes.scoring_model
        order by daily_changes.effective_on
    )
)

select * from running_scores
