-- No segments at all is a choice; some of them missing is not.
with

rfm_segments as (
    {{ typed_seed('rfm_segments') }}
),

quintiles as (
    {% for quintile in range(1, 6) %}
        select {{ quintile }} as score
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

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
            r_scores.score between rfm_segments.r_from and rfm_segments.r_to
            and f_scores.score between rfm_segments.f_from and rfm_segments.f_to
            and m_scores.score between rfm_segments.m_from and rfm_segments.m_to
    where
        rfm_segments.priority is null
),

problems as (
    {{ seed_problem(
        'rfm_segments', 'segment',
        'no segment fits R {r_score}, F {f_score}, M {m_score}; '
        ~ 'add a row, or widen one',
        'null'
    ) }}
    from uncovered_scores
    where exists (select segments.segment from rfm_segments as segments)
)

select * from problems
