with

figures as (
    select * from {{ ref('rpt_suggestion_backtest') }}
),

pairs as (
    select
        suggested.auc > in_force.auc as is_better,
        suggested.auc > in_force.auc_high as is_clearly_better,
        suggested.auc < in_force.auc_low as is_clearly_worse
    from figures as in_force
    inner join figures as suggested
        on
            in_force.cut_on = suggested.cut_on
            and in_force.scoring = 'rules in force'
            and suggested.scoring = 'suggested'
),

counts as (
    select
        {% for verdict in ['better', 'clearly_better', 'clearly_worse'] %}
            count(case when is_{{ verdict }} then 1 end) as {{ verdict }},
        {% endfor %}
        count(*) as days
    from pairs
),

suggestion_verdict as (
    select
        'On ' || better || ' of ' || days
        || ' later dates the suggestion ranks better than the rules in force, '
        || 'on ' || clearly_better
        || ' beyond the interval of theirs'
        || case
            when clearly_worse > 0
                then ', and on ' || clearly_worse || ' worse beyond it'
            else ''
        end
        || case
            when clearly_better = 0
                then '. What lies within it may be chance.'
            else '.'
        end as verdict
    from counts
)

select * from suggestion_verdict
