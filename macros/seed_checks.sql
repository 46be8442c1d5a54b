{#
    What can be wrong with the cells of a seed. Each check selects one row per
    bad cell: file_name, row_number (as a spreadsheet shows it), cell, problem.
    Each expects a CTE named like the seed, made by seed_rows().
#}

{# The columns of a problem found in a seed; problem is a SQL expression. #}
{% macro seed_problem(seed, cell, problem, row_number='row_number') -%}
    select
        '{{ seed }}.csv' as file_name,
        cast({{ row_number }} as integer) as row_number,
        '{{ cell }}' as cell,
        {{ problem }} as problem
{%- endmacro %}

{# A cell quoted in a message, cut so that a huge one stays readable. #}
{% macro quoted(column) -%}
    '''' || substr(coalesce({{ column }}, ''), 1, 40) || ''''
{%- endmacro %}

{% macro check_filled(seed, columns) -%}
    {%- for column in columns -%}
        {{ seed_problem(seed, column, "'is empty; fill it in'") }}
        from {{ seed }}
        where {{ is_blank(column) }}
        {{- ' union all ' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{% macro check_number(seed, columns) -%}
    {%- for column in columns -%}
        {{ seed_problem(seed, column, quoted(column) ~ " || ' is not a number; write it like 500 or 0.5, with at most 8 digits and 4 decimals'") }}
        from {{ seed }}
        where not {{ is_blank(column) }} and not {{ is_number(column) }}
        {{- ' union all ' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{% macro check_whole_number(seed, columns) -%}
    {%- for column in columns -%}
        {{ seed_problem(seed, column, quoted(column) ~ " || ' is not a whole number; write it like 30'") }}
        from {{ seed }}
        where
            not {{ is_blank(column) }}
            and {{ read_whole_number(column) }} is null
        {{- ' union all ' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{% macro check_one_of(seed, column, allowed) -%}
    {{ seed_problem(seed, column, quoted(column) ~ " || ' is none of: " ~ (allowed | join(', ')) ~ "'") }}
    from {{ seed }}
    where
        not {{ is_blank(column) }}
        and lower(trim({{ column }})) not in ('{{ allowed | join("', '") }}')
{%- endmacro %}

{# Names travel in lists, so a comma would make two of one. #}
{% macro check_name(seed, column) -%}
    {{ seed_problem(seed, column, quoted(column) ~ " || ' has a comma in it, which a name cannot have'") }}
    from {{ seed }}
    where not {{ is_blank(column) }} and not {{ matches(column, '[^,]+') }}
{%- endmacro %}

{# `parent` is a seed; every filled cell must be a value of its column. #}
{% macro check_known(seed, column, parent, parent_column) -%}
    {{ seed_problem(seed, column, quoted(seed ~ '.' ~ column) ~ " || ' is not in " ~ parent ~ ".csv; correct it or add a row there'", seed ~ '.row_number') }}
    from {{ seed }}
    left join (
        select distinct trim({{ parent_column }}) as known_value
        from {{ ref(parent) }}
    ) as known_values
        on trim({{ seed }}.{{ column }}) = known_values.known_value
    where
        not {{ is_blank(seed ~ '.' ~ column) }}
        and known_values.known_value is null
{%- endmacro %}

{% macro check_unique(seed, columns) -%}
    {{ seed_problem(seed, columns | join(', '), "'repeats row ' || cast(first_row as " ~ dbt.type_string() ~ ") || '; keep one of the two'") }}
    from (
        select
            row_number,
            min(row_number) over (
                partition by {% for column in columns %}lower(trim({{ column }})){{ ', ' if not loop.last }}{% endfor %}
            ) as first_row
        from {{ seed }}
        where {% for column in columns %}not {{ is_blank(column) }}{{ ' and ' if not loop.last }}{% endfor %}
    ) as keyed_rows
    where row_number > first_row
{%- endmacro %}

{#
    Bands of one thing may not overlap; with `gapless` they may not leave a
    gap either. Expects typed columns band_from and band_below (null: open).
#}
{% macro check_bands(seed, bands, keys, gapless) -%}
    {%- set problem = "'does not continue where row ' || cast(row_before as " ~ dbt.type_string() ~ ") || ' ends; make the bands meet, without gap or overlap'" if gapless
        else "'overlaps row ' || cast(row_before as " ~ dbt.type_string() ~ ") || '; a value may fall into one band only'" -%}
    {{ seed_problem(seed, 'at_least', problem) }}
    from (
        select
            row_number,
            band_from,
            lag(band_below) over bands_in_order as below_before,
            lag(row_number) over bands_in_order as row_before
        from {{ bands }}
        window bands_in_order as (
            partition by {{ keys | join(', ') }}
            order by coalesce(band_from, -99999999), row_number
        )
    ) as neighbours
    where
        row_before is not null
        and (
            band_from is null
            or below_before is null
            or band_from {{ '<>' if gapless else '<' }} below_before
        )
{%- endmacro %}
