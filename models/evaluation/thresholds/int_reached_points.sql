-- Of a component, of the total, and of the rules that labels name.
with

rules as (
    select distinct
        rules.rule_key,
        rules.model_key,
        rules.rule
    from {{ ref('int_label_conditions') }} as conditions
    inner join {{ ref('int_rules') }} as rules
        on
            conditions.model_key = rules.model_key
            and conditions.measure = rules.rule
    where conditions.is_rule
),

rule_points as (
    select
        ledger.contact_key,
        ledger.model_key,
        rules.rule as measure,
        sum(ledger.points) as points
    from {{ ref('int_ledger') }} as ledger
    inner join rules
        on ledger.rule_key = rules.rule_key
    inner join {{ ref('run_as_of') }} as as_of
        on ledger.effective_on <= as_of.as_of
    group by
        ledger.contact_key,
        ledger.model_key,
        rules.rule
),

all_points as (
    {% for measure in ['behaviour', 'fit', 'rfm', 'total'] %}
        select
            model_key,
            '{{ measure }}' as measure,
            {{ measure }}_points as points
        from {{ ref('int_current_scores') }}
        union all
    {% endfor %}
    select
        model_key,
        measure,
        points
    from rule_points
),

counts as (
    select
        model_key,
        measure,
        points,
        count(*) as contacts
    from all_points
    group by
        model_key,
        measure,
        points
),

reached_points as (
    select
        models.scoring_model,
        counts.measure,
        cast(counts.points as bigint) as points,
        cast(sum(counts.contacts) over (
            partition by counts.model_key, counts.measure
            order by counts.points desc
        ) as bigint) as contacts
    from counts
    inner join {{ ref('stg_scoring_models') }} as models
        on counts.model_key = models.model_key
)

select * from reached_points
