/*
Whom a resource's policy lets in that does not belong to an account: their account ids and ARNs, and * for everybody.

The policy is a document, or its text as JSON. A statement counts that allows. What it names is judged by the account
in it, and everybody is outside: the principal *, or all but those of a NotPrincipal. AWS services, identity
providers, canonical ids of S3 and the unique ids of deleted users tell no account and are left out.

A condition keeps outsiders out where it compares, without IfExists and without a negation,

- the organization (aws:PrincipalOrgID and its like) or the network (aws:SourceVpc, aws:SourceVpce) with a text that
  begins as theirs do, or
- an account or an ARN of the caller or of the source with nothing but texts that name the account.

Addresses do not: whoever opens something can allow their own. Whose organization it is, no policy tells.

A policy that is none, or NULL, lets nobody in. The list is empty then.
*/
create or replace function outside_principals(policy variant, account varchar)
returns array
as $$
/* The account becomes a sign in what is compared, since a text from a log is no part of a pattern. */
coalesce(
    regexp_substr_all(
        replace(
            to_json(transform(
                filter(
                    /* The text of a document is its JSON, and that of a text the text itself. */
                    to_array(get(try_parse_json(policy::string), 'Statement')),
                    statement -> as_varchar(statement:Effect) = 'Allow'
                        and not coalesce(
                            regexp_like(
                                replace(to_json(statement:Condition), account, '@'),
                                '.*"(foranyvalue:)?(string|arn)(equals|equalsignorecase|like)":[{]([^}]*,)?('
                                || '"aws:(principal|source)org(id|paths)":[[]?"o-'
                                || '|"aws:sourcevpce?":[[]?"vpc'
                                || '|"(aws:(principal|source)(account|arn)|aws:sourceowner|kms:calleraccount'
                                || '|s3:dataaccesspointaccount)":'
                                || '("([^"]*:)?@(:[^"]*)?"|[[]("([^"]*:)?@(:[^"]*)?",?)+\\])'
                                || ').*',
                                'is'
                            ),
                            false
                        )
                ),
                statement -> coalesce(
                    statement:Principal.AWS,
                    to_variant(iff(statement:NotPrincipal::string is null, as_varchar(statement:Principal), '*'))
                )
            )),
            coalesce(account, ''),
            '@'
        ),
        '"([*]|(arn:[^:"]+:(iam|sts)::)?[0-9]{12}(:[^"]*)?)"',
        1,
        1,
        'e',
        1
    ),
    array_construct()
)
$$;
