-- Filled cells that say nothing: their rows are used, and the cells are as empty.
{% set columns = {
    'base_deals': ['amount', 'closed_at', 'updated_at'],
    'base_contacts': ['updated_at'],
    'base_orders': ['updated_at'],
    'base_sales_touches': ['updated_at'],
    'base_contact_changes': ['updated_at'],
    'base_campaign_costs': ['updated_at'],
    'base_contact_aliases': ['merged_at', 'updated_at'],
    'stg_contacts': ['birth_date', 'latitude', 'longitude'],
} %}
with

fit_rules as (
    select * from {{ ref('stg_fit_rules') }}
),

exclusions as (
    {{ typed_seed('exclusions') }}
),

banded_attributes as (
    select attribute from fit_rules
    where at_least is not null or below is not null
    union
    select lower(field) as attribute from exclusions
    where at_least is not null or below is not null
),

banded_intervals as (
    select
        intervals.contact_key,
        intervals.attribute,
        intervals.attribute_value
    from {{ ref('int_attribute_intervals') }} as intervals
    inner join banded_attributes
        on intervals.attribute = banded_attributes.attribute
    where intervals.attribute_value is not null
),

single_values as (
    {{ single_values('banded_intervals', ['contact_key']) }}
),

attribute_values as (
    select
        contact_key,
        attribute,
        attribute_value,
        single_value
    from single_values
    where
        single_value is not null
        and {{ read_measure('single_value') }} is null
),

contact_changes as (
    select distinct
        identities.contact_key,
        changes.attribute,
        changes.attribute_value
    from {{ ref('base_contact_changes') }} as changes
    inner join {{ ref('int_identities') }} as identities
        on {{ is_row_of('identities', 'changes', 'changes.valid_at') }}
    where changes.rejection_reason is null
),

-- A word that earns by itself is read, also beside bands of numbers.
unread_attributes as (
    select
        case
            when contact_changes.contact_key is null then 'contacts'
            else 'contact_changes'
        end as table_name,
        attribute_values.attribute as column_name,
        attribute_values.single_value as cell
    from attribute_values
    left join contact_changes
        on
            attribute_values.contact_key = contact_changes.contact_key
            and attribute_values.attribute = contact_changes.attribute
            and attribute_values.attribute_value = contact_changes.attribute_value
    left join fit_rules
        on
            attribute_values.attribute = fit_rules.attribute
            and lower(attribute_values.single_value) = fit_rules.equals
    where fit_rules.equals is null
),

typed_cells as (
    {% for relation, names in columns.items() %}
        {% set table = relation | replace('base_', '') | replace('stg_', '') %}
        {% for name in names %}
            select
                '{{ table }}' as table_name,
                '{{ name }}' as column_name,
                unread_{{ name }} as cell
            from {{ ref(relation) }}
            where
                unread_{{ name }} is not null
                {{ 'and rejection_reason is null' if relation != 'stg_contacts' }}
            {{ 'union all' if not loop.last }}
        {% endfor %}
        {{ 'union all' if not loop.last }}
    {% endfor %}
),

read_cells as (
    select
        *,
        {{ finite(read_timestamp('cell')) }} as read_time
    from typed_cells
),

cells as (
    select
        table_name,
        column_name,
        cell,
        case
            when
                column_name in ('latitude', 'longitude')
                and {{ read_measure('cell') }} is not null
                then 'out_of_range'
            when
                column_name = 'birth_date'
                and read_time >= cast('1900-01-02' as timestamp)
                then 'out_of_range'
            when
                column_name = 'updated_at'
                and {{ known_time('read_time') }} is not null
                then 'out_of_range'
            when read_time is not null then 'placeholder'
            else 'unreadable'
        end as why
    from read_cells
    union all
    select
        table_name,
        column_name,
        cell,
        'unreadable' as why
    from unread_attributes
),

samples as (
    select
        table_name,
        column_name,
        why,
        substr(trim(cell), 1, 40) as sample,
        count(*) as cells
    from cells
    group by
        table_name,
        column_name,
        why,
        substr(trim(cell), 1, 40)
),

ranked_samples as (
    select
        *,
        row_number() over (
            partition by table_name, column_name, why
            order by cells desc, sample
        ) as place
    from samples
),

unreadable_cells as (
    select
        table_name,
        column_name,
        why,
        cast(sum(cells) as bigint) as cells,
        {{ dbt.listagg(
            'case when place <= ' ~ var('samples_shown') ~ ' then sample end',
            "'; '", 'order by place'
        ) }} as samples
    from ranked_samples
    group by
        table_name,
        column_name,
        why
)

select * from unreadable_cells
