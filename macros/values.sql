{# Engine differences in reading a value. Unreadable is null, never an error. #}

{# A UTC timestamp without zone from a text, or null. #}
{% macro read_timestamp(column) %}
    {{- return(adapter.dispatch('read_timestamp', 'lead_scoring')(column)) -}}
{% endmacro %}

{# Most texts carry no zone, and reading one that does is forty times slower. #}
{% macro duckdb__read_timestamp(column) -%}
    case
        when regexp_matches(substr(trim({{ column }}), 12), '[-+A-Za-z]')
            then cast(try_cast(trim({{ column }}) as timestamptz) as timestamp)
        else try_cast(trim({{ column }}) as timestamp)
    end
{%- endmacro %}


{# Words such as `tomorrow` are no time of an export. #}
{% macro postgres__read_timestamp(column) -%}
    case
        when trim({{ column }}) !~ '^[0-9]{4}-'
            or not pg_input_is_valid(trim({{ column }}), 'timestamptz') then null
        when substr(trim({{ column }}), 12) ~ '[-+A-Za-z]'
            then cast(trim({{ column }}) as timestamptz) at time zone 'UTC'
        else cast(trim({{ column }}) as timestamp)
    end
{%- endmacro %}


{# A timestamp that is a day of the calendar: infinity is none. #}
{% macro finite(column) -%}
    case when isfinite({{ column }}) then {{ column }} end
{%- endmacro %}


{# Money as a decimal, up to ten digits and four places, or null. #}
{% macro read_amount(column) %}
    {{- return(adapter.dispatch('read_amount', 'lead_scoring')(column)) -}}
{% endmacro %}

{% macro duckdb__read_amount(column) -%}
    try_cast({{ column }} as decimal(14, 4))
{%- endmacro %}

{% macro postgres__read_amount(column) -%}
    case
        when pg_input_is_valid(cast({{ column }} as text), 'numeric(14, 4)')
            then cast({{ column }} as decimal(14, 4))
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
    A number of a seed or an attribute: up to eight digits and four decimals,
    so that points x count x weight stays exact within decimal(38).
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
{% macro read_coordinate(column, limit) %}
    {{- return(adapter.dispatch('read_coordinate', 'lead_scoring')(column, limit)) -}}
{% endmacro %}

{% macro duckdb__read_coordinate(column, limit) -%}
    case
        when try_cast({{ column }} as double) between -{{ limit }} and {{ limit }}
            then try_cast({{ column }} as double)
    end
{%- endmacro %}

{% macro postgres__read_coordinate(column, limit) -%}
    case
        when not pg_input_is_valid({{ column }}, 'double precision') then null
        when cast({{ column }} as double precision) between -{{ limit }} and {{ limit }}
            then cast({{ column }} as double precision)
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
