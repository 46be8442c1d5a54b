with

rfm_bands as (
    {{ seed_rows('rfm_bands') }}
),

rfm_segments as (
    {{ seed_rows('rfm_segments') }}
),

bands as (
    select
        row_number,
        trim(scoring_model) as scoring_model,
        lower(trim(measure)) as measure,
        {{ read_number('at_least') }} as band_from,
        {{ read_number('below') }} as band_below
    from rfm_bands
),

quintiles as (
    {% for quintile in range(1, 6) %}
        select '{{ quintile }}' as score
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- No segments at all is a choice; some of them missing is not.
uncovered_scores as (
    select
        r_scores.score as r_score,
        f_scores.score as f_score,
        m_scores.score as m_score
    from quintiles as r_scores
    cross join quintiles as f_scores
    cross join quintiles as m_scores
    left join rfm_segments
        on
            r_scores.score between trim(r_from) and trim(r_to)
            and f_scores.score between trim(f_from) and trim(f_to)
            and m_scores.score between trim(m_from) and trim(m_to)
    where
        rfm_segments.segment is null
        and exists (select 1 from rfm_segments as any_segment)
),

ends as (
    select
        *,
        row_number() over (
            partition by scoring_model, measure
            order by coalesce(band_from, -99999999)
        ) as from_below,
        row_number() over (
            partition by scoring_model, measure
            order by coalesce(band_from, -99999999) desc
        ) as from_above
    from bands
),

problems as (
    {{ check_filled('rfm_bands', ['scoring_model', 'measure', 'level', 'points', 'why']) }}
    union all
    {{ check_number('rfm_bands', ['at_least', 'below', 'points']) }}
    union all
    {{ check_one_of('rfm_bands', 'measure', ['recency_days', 'frequency', 'monetary']) }}
    union all
    {{ check_known('rfm_bands', 'scoring_model', 'scoring_models', 'scoring_model') }}
    union all
    {{ check_unique('rfm_bands', ['scoring_model', 'measure', 'level']) }}
    union all
    {{ check_bands('rfm_bands', 'bands', ['scoring_model', 'measure'], gapless=true) }}
    union all
    {{ seed_problem('rfm_bands', 'below', "'is not above at_least; no value lies in between'") }}
    from bands
    where band_below <= band_from
    union all
    {{ seed_problem('rfm_bands', 'at_least', "'leaves values below it without a level; the lowest band starts at 0 days, at 1 order, and is empty for monetary'") }}
    from ends
    where
        from_below = 1
        and band_from > case measure when 'recency_days' then 0 when 'frequency' then 1 else -99999999 end
    union all
    {{ seed_problem('rfm_bands', 'below', "'leaves values above it without a level; leave it empty in the highest band'") }}
    from ends
    where from_above = 1 and band_below is not null
    {% for column in ['r_from', 'r_to', 'f_from', 'f_to', 'm_from', 'm_to'] %}
        union all
        {{ check_one_of('rfm_segments', column, ['1', '2', '3', '4', '5']) }}
    {% endfor %}
    union all
    {{ check_filled('rfm_segments', ['priority', 'segment', 'r_from', 'r_to', 'f_from', 'f_to', 'm_from', 'm_to', 'why']) }}
    union all
    {{ check_whole_number('rfm_segments', ['priority']) }}
    union all
    {{ check_unique('rfm_segments', ['priority']) }}
    union all
    {{ seed_problem('rfm_segments', 'segment', "'no segment fits R ' || r_score || ', F ' || f_score || ', M ' || m_score || '; add a row, or widen one'", 'null') }}
    from uncovered_scores
)

select * from problems
