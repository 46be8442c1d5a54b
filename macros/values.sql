{# Engine differences in reading a value. Unreadable is null, never an error. #}

{#
    A UTC timestamp without zone from a text, or null: yyyy-mm-dd, with hh:mm, :ss
    and up to nine digits of a second if wanted, then a zone if wanted. Engines
    read more than that, and guess: 10/11/26 as the year 10, 24:00 as tomorrow.
#}
{% macro read_timestamp(column) %}
    {{- return(adapter.dispatch('read_timestamp', 'lead_scoring')(column)) -}}
{% endmacro %}

{% macro forms_of_time() %}
    {% set day = ' *[0-9]{4}-[0-9]{2}-[0-9]{2}' %}
    {% set clock = '[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?' %}
    {{ return({
        'without_zone': day ~ '(?:' ~ clock ~ ')? *',
        'in_utc': day ~ clock ~ ' ?(?:Z|UTC) *',
        'with_offset': day ~ clock ~ ' ?[-+](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00) *',
    }) }}
{% endmacro %}

{# A cast to timestamptz is fast, and wants seconds and no blank before the offset. #}
{% macro duckdb__read_timestamp(column) -%}
    {%- set forms, text = forms_of_time(), 'rtrim(' ~ column ~ ')' -%}
    case
        when {{ matches(column, forms.without_zone) }}
            then try_cast({{ text }} as timestamp)
        when {{ matches(column, forms.in_utc) }}
            then try_cast(rtrim({{ column }}, ' ZUTC') as timestamp)
        when {{ matches(column, forms.with_offset) }}
            then
                coalesce(
                    cast(try_cast({{ text }} as timestamptz) as timestamp),
                    try_cast(
                        rtrim(substr({{ text }}, 1, length({{ text }}) - 6))
                        as timestamp
                    )
                    - cast(replace(right({{ text }}, 6), '+', '') || ':00' as interval)
                )
    end
{%- endmacro %}

{# Postgres would round the digits that DuckDB cuts. #}
{% macro postgres__read_timestamp(column) -%}
    {%- set forms = forms_of_time() -%}
    {%- set text = "regexp_replace(trim(" ~ column ~ "), '([.][0-9]{6})[0-9]+', '\\1')" -%}
    case
        when not pg_input_is_valid({{ text }}, 'timestamptz') then null
        when {{ matches(column, forms.without_zone) }}
            then cast({{ text }} as timestamp)
        when {{ matches(column, forms.in_utc ~ '|' ~ forms.with_offset) }}
            then cast({{ text }} as timestamptz) at time zone 'UTC'
    end
{%- endmacro %}


{# A time the file itself holds as one; null where it lies beyond all timestamps. #}
{% macro as_timestamp(column) %}
    {{- return(adapter.dispatch('as_timestamp', 'lead_scoring')(column)) -}}
{% endmacro %}

{% macro duckdb__as_timestamp(column) -%}
    try_cast({{ column }} as timestamp)
{%- endmacro %}

{% macro default__as_timestamp(column) -%}
    cast({{ column }} as timestamp)
{%- endmacro %}


{# A timestamp of a year of four digits: infinity is none, nor is a year before 1. #}
{% macro finite(column) -%}
    case
        when
            {{ column }} >= cast('0001-01-01' as timestamp)
            and {{ column }} <= cast('9999-12-31 23:59:59.999999' as timestamp)
            then {{ column }}
    end
{%- endmacro %}


{#
    The time of a cell that may be empty. Before the earliest day and in the year
    9999 it is a placeholder for no time at all.
#}
{% macro known_time(column) -%}
    case
        when
            {{ column }} >= {{ earliest_day() }}
            and {{ column }} < cast('9999-01-01' as timestamp)
            then {{ column }}
    end
{%- endmacro %}


{# A cell that is filled although nothing could be read in it; null otherwise. #}
{% macro unread_cell(cell, value) -%}
    case when {{ value }} is null and not {{ is_blank(cell) }} then {{ cell }} end
{%- endmacro %}


{#
    Money as a decimal, up to ten digits and four decimals, or null. Further
    decimals are not cut off, which could make 0 of something: there may be zeros.
#}
{% macro read_amount(column) -%}
    case
        when {{ matches('trim(' ~ column ~ ')', '[+-]?0*[0-9]{1,10}([.][0-9]{1,4}0*)?') }}
            then cast(trim({{ column }}) as decimal(14, 4))
    end
{%- endmacro %}


{# True when the whole of a text matches a regular expression. #}
{% macro matches(column, regex) %}
    {{- return(adapter.dispatch('matches', 'lead_scoring')(column, regex)) -}}
{% endmacro %}

{% macro duckdb__matches(column, regex) -%}
    regexp_full_match({{ column }}, '{{ regex }}')
{%- endmacro %}

{% macro default__matches(column, regex) -%}
    {{ column }} ~ '^({{ regex }})$'
{%- endmacro %}


{#
    A number of a seed: up to eight digits and four decimals, so that points x
    count x weight stays exact within decimal(38).
#}
{% macro is_number(column) -%}
    {{ matches('trim(' ~ column ~ ')', '[+-]?[0-9]{1,8}([.][0-9]{1,4})?') }}
{%- endmacro %}

{% macro read_number(column) -%}
    case
        when {{ is_number(column) }}
            then cast(trim({{ column }}) as decimal(12, 4))
    end
{%- endmacro %}

{# A number that is only held against others, as large and exact as it is written. #}
{% macro read_measure(column) -%}
    case
        when {{ matches('trim(' ~ column ~ ')', '[+-]?0*[0-9]{1,20}([.][0-9]{1,18}0*)?') }}
            then cast(trim({{ column }}) as decimal(38, 18))
    end
{%- endmacro %}

{% macro read_whole_number(column) -%}
    case
        when {{ matches('trim(' ~ column ~ ')', '[0-9]{1,8}') }}
            then cast(trim({{ column }}) as integer)
    end
{%- endmacro %}


{#
    A name without what people write now so, now so: case, blanks and separators.
    Two names that differ in these alone are most likely one.
#}
{% macro plain_name(name) -%}
    {%- set text = {'sql': 'lower(' ~ name ~ ')'} -%}
    {%- for sign in [' ', '_', '-', '.', '/'] -%}
        {%- do text.update(sql='replace(' ~ text.sql ~ ", '" ~ sign ~ "', '')") -%}
    {%- endfor -%}
    {{ text.sql }}
{%- endmacro %}


{#
    True when a text is LIKE a pattern of a seed: % is any text, _ any sign, and
    a backslash before a sign makes it a plain one.
#}
{% macro is_like(text, pattern) %}
    {{- return(adapter.dispatch('is_like', 'lead_scoring')(text, pattern)) -}}
{% endmacro %}

{# Elsewhere a backslash is the escape unless another is named. #}
{% macro default__is_like(text, pattern) -%}
    {{ text }} like {{ pattern }}
{%- endmacro %}

{% macro duckdb__is_like(text, pattern) -%}
    {{ text }} like {{ pattern }} escape '\'
{%- endmacro %}


{# True when a text is null, empty or blank. #}
{% macro is_blank(column) -%}
    ({{ column }} is null or {{ adapter.dispatch('trims_to_nothing', 'lead_scoring')(column) }})
{%- endmacro %}

{#
    To trim every id takes as long as to read it. A text of blanks alone begins
    with a character before '!' (a space) or after '~' (a no-break space).
#}
{% macro duckdb__trims_to_nothing(column) -%}
    (({{ column }} < '!' or {{ column }} > '~') and trim({{ column }}) = '')
{%- endmacro %}

{% macro default__trims_to_nothing(column) -%}
    trim({{ column }}) = ''
{%- endmacro %}


{# A cell that may be empty, and is where it holds one of the empty_words. #}
{% macro filled(column) -%}
    {%- if empty_words() -%}
        case
            when lower(trim({{ column }})) in ('{{ empty_words() | join("', '") }}')
                then null
            else {{ column }}
        end
    {%- else -%}
        {{ column }}
    {%- endif -%}
{%- endmacro %}

{# The words of the variable; NULL without quotes is nothing to YAML, and meant. #}
{% macro empty_words() %}
    {% set chosen, words = var('empty_words'), [] %}
    {% for word in ([chosen] if chosen is string else chosen or []) %}
        {% set word = 'null' if word is none else word | string | trim | lower %}
        {% do words.append(word | replace("'", "''")) %}
    {% endfor %}
    {{ return(words) }}
{% endmacro %}


{# A tidy cell: outer blanks are typing accidents, an empty cell is null. #}
{% macro tidy(column) -%}
    nullif(trim({{ column }}), '')
{%- endmacro %}


{# True for yes; the checks allow yes and no only. #}
{% macro is_yes(column) -%}
    coalesce(lower(trim({{ column }})) = 'yes', false)
{%- endmacro %}


{#
    Degrees (or km) as a floating number, null when unreadable or beyond the
    limit either way: distances are not points.
#}
{% macro read_coordinate(column, limit) -%}
    case
        when {{ matches('trim(' ~ column ~ ')', '[+-]?[0-9]{1,8}([.][0-9]+)?') }}
            then
                case
                    when
                        cast(trim({{ column }}) as double precision)
                        between -{{ limit }} and {{ limit }}
                        then cast(trim({{ column }}) as double precision)
                end
    end
{%- endmacro %}


{# A whole number of 63 bits: equal texts have equal hashes within an engine. #}
{% macro text_hash(column) %}
    {{- return(adapter.dispatch('text_hash', 'lead_scoring')(column)) -}}
{% endmacro %}

{% macro duckdb__text_hash(column) -%}
    cast(hash({{ column }}) >> 1 as bigint)
{%- endmacro %}

{#
    The same of several texts at once, of which null is as empty; `of` is the
    alias that stands before the columns, if any.
#}
{% macro texts_hash(columns, of=none) -%}
    {%- set texts = [] -%}
    {%- for column in columns -%}
        {%- do texts.append((of ~ '.' if of else '') ~ column) -%}
    {%- endfor -%}
    {{- return(adapter.dispatch('texts_hash', 'lead_scoring')(texts)) -}}
{%- endmacro %}

{# concat() takes null for empty without copying every text, as coalesce() does. #}
{% macro duckdb__texts_hash(texts) -%}
    cast(hash(concat({{ texts | join(", ''), concat(") }}, '')) >> 1 as bigint)
{%- endmacro %}

{% macro default__texts_hash(texts) -%}
    {{ text_hash("coalesce(" ~ (texts | join(", '') || chr(31) || coalesce(")) ~ ", '')") }}
{%- endmacro %}

{# The 60 bits that Postgres and Spark can agree on. #}
{% macro postgres__text_hash(column) -%}
    cast(cast(('x' || substr(md5({{ column }}), 1, 15)) as bit(60)) as bigint)
{%- endmacro %}

{% macro spark__text_hash(column) -%}
    cast(conv(substr(md5({{ column }}), 1, 15), 16, 10) as bigint)
{%- endmacro %}
