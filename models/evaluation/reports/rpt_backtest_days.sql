with

snapshots as (
    select
        models.scoring_model,
        snapshots.*
    from {{ ref('int_snapshots') }} as snapshots
    inner join {{ ref('stg_scoring_models') }} as models
        on snapshots.model_key = models.model_key
),

counts as (
    select
        model_key,
        snapshot_on,
        count(*) as contacts,
        {% for status in ['converted_before', 'not_matured', 'evaluated'] %}
            sum(case when status = '{{ status }}' then 1 else 0 end)
                as {{ status }},
        {% endfor %}
        sum(case when has_converted then 1 else 0 end) as converted,
        sum(
            case
                when status = 'evaluated' and undated_fit_points <> 0 then 1
                else 0
            end
        ) as undated
    from {{ ref('int_observations') }}
    group by
        model_key,
        snapshot_on
),

-- How well each ranker does, side by side.
rankers as (
    select
        {% for ranker, name in [
            ('rules', 'rules'),
            ('rules_without_undated_fit', 'dated_rules'),
            ('rfm', 'rfm'),
        ] %}
            {% for figure in [
                'auc', 'auc_low', 'auc_high', 'top_tenth_lift',
            ] %}
                max(case when ranker = '{{ ranker }}' then {{ figure }} end)
                    as {{ name }}_{{ figure }},
            {% endfor %}
        {% endfor %}
        model_key,
        snapshot_on
    from {{ ref('int_ranker_quality') }}
    group by
        model_key,
        snapshot_on
),

-- A snapshot on which there is nobody yet is told, too.
filled_counts as (
    select
        snapshots.*,
        {% for column in [
            'contacts', 'converted_before', 'not_matured', 'evaluated',
            'converted', 'undated',
        ] %}
            cast(coalesce(counts.{{ column }}, 0) as bigint) as {{ column }},
        {% endfor %}
        levels.min_conversions,
        levels.confidence_z * 1e0 as z
    from snapshots
    left join counts
        on
            snapshots.model_key = counts.model_key
            and snapshots.snapshot_on = counts.snapshot_on
    cross join {{ ref('int_proof_levels') }} as levels
),

verdicts as (
    select
        *,
        case
            when evaluated = 0 and not_matured > 0 then 'horizon not passed'
            when evaluated = 0 then 'nobody to judge'
            when converted < min_conversions then 'too few conversions'
            when evaluated - converted < min_conversions
                then 'hardly anybody did not convert'
            else 'enough to say'
        end as verdict
    from filled_counts
),

backtest_days as (
    select
        verdicts.scoring_model,
        verdicts.snapshot_on as cut_on,
        verdicts.outcome,
        verdicts.population,
        verdicts.horizon_days,
        verdicts.is_evidence as is_evidence_cut,
        verdicts.contacts,
        verdicts.converted_before,
        verdicts.not_matured as not_ripe,
        verdicts.evaluated as judged,
        verdicts.converted,
        {{ rate('verdicts.converted', 'verdicts.evaluated') }} as base_rate,
        {% for end, wilson in [('low', wilson_low), ('high', wilson_high)] %}
            case
                when verdicts.verdict = 'enough to say'
                    then {{ wilson(
                        'verdicts.converted', 'verdicts.evaluated', 'verdicts.z'
                    ) }}
            end as base_rate_{{ end }},
        {% endfor %}
        {{ share('verdicts.undated', 'verdicts.evaluated') }}
            as undated_fit_share,
        verdicts.verdict,
        rankers.rules_auc,
        rankers.rules_auc_low,
        rankers.rules_auc_high,
        rankers.rules_top_tenth_lift,
        rankers.dated_rules_auc,
        rankers.rfm_auc,
        rankers.rfm_auc_low,
        rankers.rfm_auc_high,
        rankers.rfm_top_tenth_lift
    from verdicts
    left join rankers
        on
            verdicts.model_key = rankers.model_key
            and verdicts.snapshot_on = rankers.snapshot_on
)

select * from backtest_days
