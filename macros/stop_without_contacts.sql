{#
    Scores of nobody would replace good results without a word: a build in which
    no contact was accepted stops and says why each was refused.
#}
{% macro stop_without_contacts() %}
    {% if execute and not flags.EMPTY %}
        {% set reasons = run_query(
            "select coalesce(rejection_reason, 'accepted'), count(*) from " ~ this
            ~ " group by rejection_reason order by rejection_reason"
        ).rows %}
        {% set refused = [] %}
        {% for reason in reasons if reason[0] != 'accepted' %}
            {% do refused.append(reason[1] ~ ' ' ~ reason[0]) %}
        {% endfor %}
        {% if refused | length == reasons | length %}
            {% do exceptions.raise_compiler_error(
                'contacts: no contact could be accepted ('
                ~ (refused | join(', ') or 'the export has no rows') ~ ').'
            ) %}
        {% endif %}
    {% endif %}
{% endmacro %}


{# The same for a day before the first contact, or models that cover nobody. #}
{% macro stop_without_scores() %}
    {% if execute and not flags.EMPTY and not run_query('select count(*) from ' ~ this).rows[0][0] %}
        {% set as_of = value_of('select as_of from ' ~ run_relation('run_as_of')) %}
        {% do exceptions.raise_compiler_error(
            'contacts: nobody can be scored as of ' ~ as_of ~ '. Either no contact '
            ~ 'was there yet, or no active model covers their audience.'
        ) %}
    {% endif %}
{% endmacro %}
