-- Who is out of target or cold is nobody's to lose: the labels above those two,
-- and whatever sales takes over.
{% set resting_labels = 2 %}
-- A week from now is soon.
{% set soon = 7 %}

with

current_scores as (
    select * from {{ ref('int_current_scores') }}
    where
        not is_excluded
        and cools_on <= {{ add_days('as_of', var('cooling_days') | max) }}
),

contacts as (
    select * from {{ ref('stg_contacts') }}
),

labels as (
    select
        *,
        dense_rank() over (
            partition by model_key order by label_rank
        ) as label_step
    from {{ ref('int_labels') }}
),

handover_ranks as (
    select
        models.model_key,
        labels.label_rank as handover_rank
    from {{ ref('stg_scoring_models') }} as models
    inner join labels
        on
            models.model_key = labels.model_key
            and models.handover_label = labels.label
),

cooling_labels as (
    select
        scores.*,
        next_labels.label as next_label,
        {{ days_between('scores.as_of', 'scores.cools_on') }} as days_left
    from current_scores as scores
    inner join labels
        on
            scores.model_key = labels.model_key
            and scores.label_rank = labels.label_rank
    inner join labels as next_labels
        on
            scores.model_key = next_labels.model_key
            and scores.next_rank = next_labels.label_rank
    left join handover_ranks
        on scores.model_key = handover_ranks.model_key
    where
        labels.label_step > {{ resting_labels }}
        or labels.label_rank >= handover_ranks.handover_rank
),

-- The points that go between now and the fall take the label with them.
fading_rules as (
    select
        cooling_labels.contact_key,
        cooling_labels.model_key,
        rules.rule,
        sum(ledger.points) as points
    from cooling_labels
    inner join {{ ref('int_ledger') }} as ledger
        on
            cooling_labels.contact_key = ledger.contact_key
            and cooling_labels.model_key = ledger.model_key
            and cooling_labels.as_of < ledger.effective_on
            and cooling_labels.cools_on >= ledger.effective_on
    inner join {{ ref('int_rules') }} as rules
        on ledger.rule_key = rules.rule_key
    where rules.rule <> 'bound'
    group by
        cooling_labels.contact_key,
        cooling_labels.model_key,
        rules.rule
    having sum(ledger.points) < 0
),

worded_rules as (
    select
        *,
        replace(rule, '_', ' ') || ' '
        || cast(points as {{ dbt.type_string() }}) as loss,
        row_number() over (
            partition by contact_key, model_key order by points, rule
        ) as loss_rank
    from fading_rules
),

largest_losses as (
    select
        contact_key,
        model_key,
        {{ dbt.listagg('loss', "', '", 'order by loss_rank') }} as fading
    from worded_rules
    where loss_rank <= {{ var('reasons_shown') }}
    group by
        contact_key,
        model_key
),

cooling as (
    select
        contacts.contact_id,
        labels.scoring_model,
        labels.is_primary,
        labels.audience,
        labels.label,
        labels.next_label,
        labels.total_points,
        labels.next_points,
        labels.cools_on,
        labels.days_left,
        {{ horizon('labels.cools_on', 'labels.as_of') }} as within_days,
        labels.days_left <= {{ soon }} as is_soon,
        labels.is_mql,
        coalesce(labels.closed_on = labels.cools_on, false) as leaves_sales,
        labels.closed_on as leaves_on,
        {{ horizon('labels.closed_on', 'labels.as_of') }}
            as leaves_within_days,
        coalesce(
            labels.closed_on <= {{ add_days('labels.as_of', soon) }}, false
        ) as leaves_soon,
        coalesce(largest_losses.fading, '') as fading
    from cooling_labels as labels
    inner join contacts
        on labels.contact_key = contacts.contact_key
    left join largest_losses
        on
            labels.contact_key = largest_losses.contact_key
            and labels.model_key = largest_losses.model_key
)

select * from cooling
