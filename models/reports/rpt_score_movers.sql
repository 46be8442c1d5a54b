with

mover_rows as (
    select * from {{ ref('rpt_score_mover_rows') }}
),

current_scores as (
    select * from {{ ref('int_current_scores') }}
),

contact_keys as (
    select * from {{ ref('stg_contacts') }}
),

worded_rows as (
    select
        *,
        case
            when rule = 'bound' then component || ' bound'
            else replace(rule, '_', ' ')
        end || case when points > 0 then ' +' else ' ' end
        || cast(points as {{ dbt.type_string() }}) || ' ' || reason || ' '
        || cast(effective_on as {{ dbt.type_string() }}) as ledger_row
    from mover_rows
),

changes as (
    select
        scoring_model,
        week_starts_on,
        direction,
        rank,
        contact_id,
        cast(sum(points) as bigint) as change,
        {{ dbt.listagg(
            'case when row_rank <= ' ~ var('reasons_shown')
            ~ ' then ledger_row end',
            "', '", 'order by row_rank'
        ) }} as ledger_rows
    from worded_rows
    group by
        scoring_model,
        week_starts_on,
        direction,
        rank,
        contact_id
),

movers as (
    select
        changes.*,
        scores.contact_key,
        scores.model_key,
        scores.is_primary,
        scores.created_on,
        scores.is_excluded,
        {{ add_days('changes.week_starts_on', -1) }} as before_on,
        least({{ add_days('changes.week_starts_on', 6) }}, scores.as_of)
            as after_on
    from changes
    inner join contact_keys
        on changes.contact_id = contact_keys.contact_id
    inner join current_scores as scores
        on
            contact_keys.contact_key = scores.contact_key
            and changes.scoring_model = scores.scoring_model
),

score_days as (
    select
        *,
        coalesce(until_on, {{ end_of_time() }}) as ends_on
    from {{ ref('int_score_days') }}
),

labels as (
    select * from {{ ref('int_labels') }}
),

-- Of each day of a score: is it the one before the week, the one at its end?
mover_days as (
    select
        movers.contact_key,
        movers.model_key,
        movers.week_starts_on,
        score_days.total_points,
        labels.label,
        movers.before_on >= movers.created_on
        and movers.before_on >= score_days.effective_on
        and movers.before_on < score_days.ends_on as is_before,
        movers.after_on < score_days.ends_on as is_after
    from movers
    inner join score_days
        on
            movers.contact_key = score_days.contact_key
            and movers.model_key = score_days.model_key
            and movers.after_on >= score_days.effective_on
    inner join labels
        on
            score_days.model_key = labels.model_key
            and score_days.label_rank = labels.label_rank
),

mover_scores as (
    select
        contact_key,
        model_key,
        week_starts_on,
        coalesce(max(case when is_before then total_points end), 0)
            as points_before,
        max(case when is_after then total_points end) as points_after,
        max(case when is_before then label end) as label_before,
        max(case when is_after then label end) as label_after
    from mover_days
    group by
        contact_key,
        model_key,
        week_starts_on
),

score_movers as (
    select
        {{ iso_week('movers.week_starts_on') }} as iso_week,
        movers.week_starts_on,
        movers.scoring_model,
        movers.is_primary,
        movers.direction,
        movers.rank,
        movers.contact_id,
        mover_scores.points_before,
        mover_scores.points_after,
        movers.change,
        mover_scores.label_before,
        mover_scores.label_after,
        movers.is_excluded,
        movers.ledger_rows
    from movers
    inner join mover_scores
        on
            movers.contact_key = mover_scores.contact_key
            and movers.model_key = mover_scores.model_key
            and movers.week_starts_on = mover_scores.week_starts_on
)

select * from score_movers
