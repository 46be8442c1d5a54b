{#
    Before a build of the news: take away what came in raw files that are gone,
    and note what was there, so that int_changed_contacts can tell whom it
    concerned. Small tables are judged anew as a whole and compared.
#}
{% macro forget_what_is_gone() -%}
{%- if only_news() -%}
{%- set tables = [
    'contacts', 'orders', 'deals', 'sales_touches', 'contact_changes',
] -%}

{{ forget_notes() }}
insert into {{ source('runs', 'gone_events') }}
select
    event_hash,
    exported_key
from {{ ref('stg_events_read') }}
where {{ is_gone('events') }};

delete from {{ ref('stg_events_read') }}
where {{ is_gone('events') }};

delete from {{ ref('stg_events_doubtful') }}
where {{ is_gone('events') }};

{% for table in tables %}
insert into {{ source('runs', 'former_rows') }}
select
    '{{ table }}' as table_name,
    contact_key,
    {{ row_as_json('accepted') }} as accepted_row
from {{ ref('stg_' ~ table) }} as accepted
where {{ is_replaced(table) }};

delete from {{ ref('stg_' ~ table ~ '_judged') }}
where {{ is_replaced(table) }};
{% endfor %}

insert into {{ source('runs', 'former_survivors') }}
select
    exported_key,
    contact_key
from {{ ref('stg_contact_survivors') }}
where {{ is_replaced('contacts') }};

delete from {{ ref('stg_contact_survivors') }}
where {{ is_replaced('contacts') }};
{%- endif -%}
{%- endmacro %}


{# After int_contacts_of_gone_rows: the notes have served. #}
{% macro forget_notes() -%}
{%- if only_news() -%}
{% for table in ['gone_events', 'former_rows', 'former_survivors'] %}
delete from {{ source('runs', table) }};
{% endfor %}
{%- endif -%}
{%- endmacro %}


{# The condition that holds for rows of files that are not there as they were. #}
{% macro is_gone(table) -%}
    raw_part in (
        select gone_parts.raw_part
        from {{ source('runs', 'gone_parts') }} as gone_parts
        where gone_parts.table_name = '{{ table }}'
    )
{%- endmacro %}


{# The condition that holds when a table is judged anew as a whole. #}
{% macro is_replaced(table) -%}
    '{{ table }}' in (
        select replaced_tables.table_name
        from {{ source('runs', 'replaced_tables') }} as replaced_tables
    )
{%- endmacro %}


{# True when anything of a contact that counted may count no more. #}
{% macro is_taken_back() -%}
    (
        (
            select count(*) from {{ source('runs', 'gone_parts') }}
            where table_name <> 'campaign_costs'
        )
        + (select count(*) from {{ source('runs', 'replaced_tables') }}) > 0
    )
{%- endmacro %}
