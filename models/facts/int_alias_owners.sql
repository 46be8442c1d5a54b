-- Whose the rows of an alias are, as it is known on as_of: by the time of the row
-- itself (rows_from, rows_until), and from day to day as identifications became
-- known (known_from, known_until). Until the first one an alias is a contact of its
-- own. Ten steps, each twice as long, follow a chain of 1024 mergers.
{% set doublings = 10 %}
{% set first_moment = 'cast(' ~ start_of_time() ~ ' as timestamp)' %}
{% set last_moment = 'cast(' ~ end_of_time() ~ ' as timestamp)' %}
with

numbered as (
    select * from {{ ref('int_identifications') }}
),

-- Rows of one alias that belong to the same people on all days.
row_times as (
    select
        alias_id,
        number,
        case
            when number > 1 and {{ is_identified_by_time() }} then identified_at
            else {{ first_moment }}
        end as rows_from,
        case
            when {{ is_identified_by_time() }}
                then coalesce(next_at, {{ last_moment }})
            else {{ last_moment }}
        end as rows_until
    from numbered
    where number = people or {{ is_identified_by_time() }}
),

-- Whom they could belong to, the best of those that are known first: the latest
-- identification at or before their time, else the next one after it, else nobody.
candidates as (
    select
        row_times.alias_id,
        row_times.number,
        row_times.rows_from,
        row_times.rows_until,
        numbered.named_id as contact_id,
        numbered.known_on,
        numbered.known_from,
        case
            when numbered.number <= row_times.number
                then row_times.number - numbered.number
            else numbered.number
        end as choice
    from row_times
    inner join numbered
        on row_times.alias_id = numbered.alias_id
    where row_times.rows_from < row_times.rows_until
    union all
    select
        alias_id,
        number,
        rows_from,
        rows_until,
        alias_id as contact_id,
        {{ start_of_time() }} as known_on,
        {{ start_of_time() }} as known_from,
        null as choice
    from row_times
    where rows_from < rows_until
),

periods as (
    select
        *,
        coalesce(
            min(known_on) over (
                partition by alias_id, number
                order by choice nulls last
                rows between unbounded preceding and 1 preceding
            ),
            {{ end_of_time() }}
        ) as known_until
    from candidates
),

steps as (
    select
        alias_id,
        contact_id,
        rows_from,
        rows_until,
        known_from,
        known_until,
        contact_id = alias_id
        or contact_id not in (select numbered.alias_id from numbered) as is_end
    from periods
    where
        known_from < known_until
        and known_until > cast(rows_from as date)
),

-- Few aliases are merged into another alias: only they are followed.
followed as (
    select alias_id from steps
    where not is_end
    union
    select contact_id as alias_id from steps
    where not is_end
),

reach_0 as (
    select steps.*
    from steps
    inner join followed
        on steps.alias_id = followed.alias_id
),

{% for step in range(doublings) %}
    reach_{{ step + 1 }} as (
        select * from reach_{{ step }}
        where is_end
        union all
        select
            nearer.alias_id,
            further.contact_id,
            greatest(nearer.rows_from, further.rows_from) as rows_from,
            least(nearer.rows_until, further.rows_until) as rows_until,
            greatest(nearer.known_from, further.known_from) as known_from,
            least(nearer.known_until, further.known_until) as known_until,
            further.is_end
        from reach_{{ step }} as nearer
        inner join reach_{{ step }} as further
            on
                nearer.contact_id = further.alias_id
                and nearer.rows_from < further.rows_until
                and nearer.rows_until > further.rows_from
                and nearer.known_from < further.known_until
                and nearer.known_until > further.known_from
        where not nearer.is_end
    ),
{% endfor %}

-- Who is led round in a circle, which a later row has broken, is itself meanwhile.
alias_owners as (
    select
        alias_id,
        contact_id,
        rows_from,
        rows_until,
        known_from,
        known_until
    from steps
    where alias_id not in (select followed.alias_id from followed)
    union all
    select
        alias_id,
        case when is_end then contact_id else alias_id end as contact_id,
        rows_from,
        rows_until,
        known_from,
        known_until
    from reach_{{ doublings }}
)

select * from alias_owners
