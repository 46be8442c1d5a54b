with

behaviour_rows as (
    {{ typed_seed('behaviours') }}
),

behaviours as (
    select
        behaviour,
        min(kind) as kind,
        min(count_by) as count_by,
        min(repeat_minutes) as repeat_minutes,
        min(reset_by) as reset_by,
        max(case when is_urgent then 1 else 0 end) = 1 as is_urgent
    from behaviour_rows
    group by behaviour
),

keyed_behaviours as (
    select
        *,
        {{ text_hash('behaviour') }} as behaviour_key
    from behaviours
)

select * from keyed_behaviours
