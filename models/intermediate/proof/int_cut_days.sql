-- Evidence is pooled over cuts, in which nobody's conversion may count twice:
-- from the last ripe cut back, each time the next one a horizon earlier.
with recursive

planned_cuts as (
    select * from {{ ref('int_planned_cuts') }}
),

ripe_cuts as (
    select
        cuts.model_key,
        cuts.cut_on,
        cuts.population,
        max(cuts.cut_on) over (partition by cuts.model_key) as last_on,
        (
            select max(earlier.cut_on)
            from planned_cuts as earlier
            where
                earlier.model_key = cuts.model_key
                and earlier.cut_on
                <= {{ add_days('cuts.cut_on', '-cuts.horizon_days') }}
        ) as earlier_on
    from planned_cuts as cuts
    where cuts.is_ripe
),

apart as (
    select
        model_key,
        cut_on,
        earlier_on
    from ripe_cuts
    where cut_on = last_on
    union all
    select
        ripe_cuts.model_key,
        ripe_cuts.cut_on,
        ripe_cuts.earlier_on
    from apart
    inner join ripe_cuts
        on
            apart.model_key = ripe_cuts.model_key
            and apart.earlier_on = ripe_cuts.cut_on
),

cut_days as (
    select
        cuts.model_key,
        cuts.cut_on,
        cuts.period_starts_on,
        cuts.horizon_days,
        cuts.outcome,
        cuts.population,
        cuts.repeats,
        cuts.is_ripe
        and (cuts.population = 'newcomers' or apart.cut_on is not null)
            as is_evidence_cut
    from planned_cuts as cuts
    left join apart
        on
            cuts.model_key = apart.model_key
            and cuts.cut_on = apart.cut_on
)

select * from cut_days
