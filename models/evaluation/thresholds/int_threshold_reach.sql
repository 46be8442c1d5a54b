-- Everything counted from above: who reaches a number of points, and how often
-- somebody rises to it.
with

handovers as (
    select * from {{ ref('int_threshold_handovers') }}
),

outcomes as (
    select
        observations.model_key,
        {{ looked_at_points('handovers.component', 'observations') }}
            as points,
        count(*) as contacts,
        sum(case when observations.has_converted then 1 else 0 end)
            as converted
    from {{ ref('int_observations') }} as observations
    inner join handovers
        on observations.model_key = handovers.model_key
    where observations.is_evidence
    group by
        observations.model_key,
        {{ looked_at_points('handovers.component', 'observations') }}
),

counts as (
    select
        model_key,
        points,
        contacts,
        converted,
        0 as rises
    from outcomes
    union all
    select
        model_key,
        points,
        0 as contacts,
        0 as converted,
        rises
    from {{ ref('int_threshold_rises') }}
    {% for points in ['threshold', 'journey_points'] %}
        union all
        select
            model_key,
            {{ points }} as points,
            0 as contacts,
            0 as converted,
            0 as rises
        from handovers
        where {{ points }} is not null
    {% endfor %}
),

counts_by_points as (
    select
        model_key,
        points,
        sum(contacts) as contacts,
        sum(converted) as converted,
        sum(rises) as rises
    from counts
    group by
        model_key,
        points
),

reach as (
    select
        model_key,
        cast(points as bigint) as threshold,
        cast(sum(contacts) over points_from_above as bigint) as contacts,
        cast(sum(converted) over points_from_above as bigint) as converted,
        cast(sum(rises) over points_from_above as bigint) as rises,
        cast(sum(converted) over (partition by model_key) as bigint)
            as all_converted
    from counts_by_points
    window points_from_above as (
        partition by model_key order by points desc
        rows unbounded preceding
    )
)

select * from reach
