-- The lift of exactly a tenth of the contacts. Of the tie group on its edge a
-- part belongs to it, at the rate of the whole group: what one may expect who
-- draws that part by lot. Counted in tenths of a contact, to stay whole.
{% set tenths = 10 %}

with

taken_groups as (
    select
        model_key,
        cut_on,
        contender,
        all_converted,
        contacts,
        converted,
        greatest(0, least(
            {{ tenths }} * contacts,
            all_contacts
            - {{ tenths }} * (all_contacts - contacts_below - contacts)
        )) as tenths_taken
    from {{ ref('int_tie_groups') }}
),

top_tenths as (
    select
        model_key,
        cut_on,
        contender,
        cast(round(
            sum(1e0 * tenths_taken * converted / contacts)
            / nullif(all_converted, 0), 4
        ) as decimal(18, 4)) as top_tenth_lift
    from taken_groups
    group by
        model_key,
        cut_on,
        contender,
        all_converted
)

select * from top_tenths
