with

mover_scores as (
    select * from {{ ref('int_mover_scores') }}
),

excluded_contacts as (
    select * from {{ ref('int_excluded_contacts') }}
),

ranked_rows as (
    select
        *,
        case
            when rule = 'bound' then component || ' bound'
            else replace(rule, '_', ' ')
        end as rule_in_words,
        row_number() over (
            partition by scoring_model, week_starts_on, contact_id
            order by
                abs(points) desc, effective_on, component, rule, kind, reason
        ) as row_rank
    from {{ ref('rpt_score_mover_rows') }}
),

worded_rows as (
    select
        *,
        rule_in_words || case when points > 0 then ' +' else ' ' end
        || cast(points as {{ dbt.type_string() }}) || ' ' || reason || ' '
        || cast(effective_on as {{ dbt.type_string() }}) as ledger_row
    from ranked_rows
    where row_rank <= {{ var('reasons_shown') }}
),

largest_rows as (
    select
        scoring_model,
        week_starts_on,
        contact_id,
        {{ dbt.listagg('ledger_row', "', '", 'order by row_rank') }}
            as ledger_rows
    from worded_rows
    group by
        scoring_model,
        week_starts_on,
        contact_id
),

score_movers as (
    select
        {{ iso_week('scores.week_starts_on') }} as iso_week,
        scores.week_starts_on,
        scores.scoring_model,
        scores.is_primary,
        scores.direction,
        scores.mover_rank as rank,
        scores.contact_id,
        scores.points_before,
        scores.points_after,
        scores.change,
        scores.label_before,
        scores.label_after,
        excluded_contacts.contact_key is not null as is_excluded,
        largest_rows.ledger_rows
    from mover_scores as scores
    inner join largest_rows
        on
            scores.scoring_model = largest_rows.scoring_model
            and scores.week_starts_on = largest_rows.week_starts_on
            and scores.contact_id = largest_rows.contact_id
    left join excluded_contacts
        on scores.contact_key = excluded_contacts.contact_key
)

select * from score_movers
