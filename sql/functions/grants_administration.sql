/*
Whether an identity's policy grants everything, or everything in IAM, on all resources.

The policy is a document, or its text as JSON. A statement counts that allows, on the resource *, one of the actions *,
*:* and iam:*, or all but those of a NotAction. Whoever may do anything in IAM can grant themselves the rest. Conditions do
not matter: most of what they ask for is in the caller's hand.

A policy that is none, or NULL, grants nothing.
*/
create or replace function grants_administration(policy variant)
returns boolean
as $$
coalesce(
    array_size(filter(
        /* The text of a document is its JSON, and that of a text the text itself. */
        to_array(get(try_parse_json(policy::string), 'Statement')),
        statement -> as_varchar(statement:Effect) = 'Allow'
            and array_contains('*'::variant, to_array(statement:Resource))
            and (
                arrays_overlap(
                    to_array(parse_json(lower(to_json(statement:Action)))),
                    array_construct('*', '*:*', 'iam:*')
                )
                or is_array(statement:NotAction)
                or as_varchar(statement:NotAction) is not null
            )
    )) > 0,
    false
)
$$;
