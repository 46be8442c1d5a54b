-- Who an alias was said to be, as far as it is known on as_of. Nobody can be known to
-- be somebody who is not there yet; what has no time was always so.
with

as_of as (
    select * from {{ ref('run_as_of') }}
),

usable_aliases as (
    select
        aliases.alias_id,
        aliases.named_id,
        aliases.place,
        coalesce(
            aliases.identified_at, cast({{ start_of_time() }} as timestamp)
        ) as identified_at,
        greatest(
            cast(aliases.identified_at as date), cast(contacts.created_at as date)
        ) as known_on,
        aliases.identified_at is not null as is_dated
    from {{ ref('base_contact_aliases') }} as aliases
    left join {{ ref('base_contacts') }} as contacts
        on
            aliases.named_id = contacts.exported_id
            and contacts.rejection_reason is null
    where aliases.rejection_reason is null
),

identifications as (
    select
        usable_aliases.alias_id,
        usable_aliases.named_id,
        usable_aliases.identified_at,
        coalesce(usable_aliases.known_on, {{ start_of_time() }}) as known_on,
        case
            when usable_aliases.is_dated then usable_aliases.known_on
            else {{ start_of_time() }}
        end as known_from,
        row_number() over places as number,
        count(*) over (partition by usable_aliases.alias_id) as people,
        lead(usable_aliases.identified_at) over places as next_at
    from usable_aliases
    inner join as_of
        on coalesce(usable_aliases.known_on <= as_of.as_of, true)
    window places as (
        partition by usable_aliases.alias_id order by usable_aliases.place
    )
)

select * from identifications
