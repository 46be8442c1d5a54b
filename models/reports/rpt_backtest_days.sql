with

cut_days as (
    select
        models.scoring_model,
        cut_days.*
    from {{ ref('int_cut_days') }} as cut_days
    inner join {{ ref('stg_scoring_models') }} as models
        on cut_days.model_key = models.model_key
),

observations as (
    select
        *,
        standing = 'judged' as is_judged
    from {{ ref('int_observations') }}
),

counts as (
    select
        model_key,
        cut_on,
        count(*) as contacts,
        {% for standing in ['converted_before', 'not_ripe', 'judged'] %}
            sum(case when standing = '{{ standing }}' then 1 else 0 end)
                as {{ standing }},
        {% endfor %}
        sum(case when has_converted then 1 else 0 end) as converted,
        sum(case when is_judged and undated_fit_points <> 0 then 1 else 0 end)
            as undated
    from observations
    group by
        model_key,
        cut_on
),

-- A cut on which there is nobody yet is told, too.
filled_counts as (
    select
        cut_days.*,
        {% for column in [
            'contacts', 'converted_before', 'not_ripe', 'judged', 'converted',
            'undated',
        ] %}
            cast(coalesce(counts.{{ column }}, 0) as bigint) as {{ column }},
        {% endfor %}
        levels.min_conversions,
        levels.confidence_z * 1e0 as z
    from cut_days
    left join counts
        on
            cut_days.model_key = counts.model_key
            and cut_days.cut_on = counts.cut_on
    cross join {{ ref('stg_proof_levels') }} as levels
),

verdicts as (
    select
        *,
        case
            when judged = 0 and not_ripe > 0 then 'horizon not passed'
            when judged = 0 then 'nobody to judge'
            when converted < min_conversions then 'too few conversions'
            when judged - converted < min_conversions
                then 'hardly anybody did not convert'
            else 'enough to say'
        end as verdict
    from filled_counts
),

backtest_days as (
    select
        scoring_model,
        cut_on,
        outcome,
        population,
        horizon_days,
        is_evidence_cut,
        contacts,
        converted_before,
        not_ripe,
        judged,
        converted,
        {{ rate('converted', 'judged') }} as base_rate,
        case
            when verdict = 'enough to say'
                then {{ wilson_low('converted', 'judged', 'z') }}
        end as base_rate_low,
        case
            when verdict = 'enough to say'
                then {{ wilson_high('converted', 'judged', 'z') }}
        end as base_rate_high,
        {{ share('undated', 'judged') }} as undated_fit_share,
        verdict
    from verdicts
)

select * from backtest_days
