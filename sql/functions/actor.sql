/*
Who acted, from an event's userIdentity, in one readable form.

| who                                  | reads as                                      |
| ------------------------------------ | --------------------------------------------- |
| a user                               | user/maria of 111122223333                    |
| a role and its session               | assumed-role/deployer/ci-42 of 111122223333   |
| the root user                        | root user of 111122223333                     |
| a federated user                     | federated-user/bob of 111122223333            |
| whoever has another kind of ARN      | the ARN                                       |
| an AWS service                       | config.amazonaws.com                          |
| a user of IAM Identity Center        | 906a1b2c (IdentityCenterUser in 111122223333) |
| a user of an identity provider       | bob (SAMLUser in 111122223333)                |
| another account                      | AIDAEXAMPLE (AWSAccount in 444455556666)      |
| an account that is its own principal | 444455556666 (AWSAccount)                     |
| a type and no name                   | Directory in 111122223333                     |
| nothing of all that                  | unknown                                       |

An ARN of IAM or STS names account and kind, so it is preferred to all else. Its partition is left out: no
two partitions share an account.

Only a text that is not empty names somebody: a JSON null, a number or an object in its place is passed over,
and a userIdentity that is no object names nobody. NULL is unknown as well, since somebody has always acted.
*/
create or replace function actor(user_identity variant)
returns varchar
as $$
coalesce(
    nullif(
        regexp_replace(
            regexp_replace(
                as_varchar(user_identity:arn),
                '^arn:[^:]+:iam::([0-9]+):root$',
                'root user of \\1'
            ),
            '^arn:[^:]+:(iam|sts)::([0-9]+):(.+)$',
            '\\3 of \\2'
        ),
        ''
    ),
    case
        when as_varchar(user_identity:type) = 'AWSService'
            then nullif(as_varchar(user_identity:invokedBy), '')
    end,
    coalesce(
        nullif(as_varchar(user_identity:userName), ''),
        nullif(as_varchar(user_identity:onBehalfOf.userId), ''),
        nullif(as_varchar(user_identity:principalId), ''),
        nullif(as_varchar(user_identity:credentialId), ''),
        nullif(as_varchar(user_identity:identityProvider), ''),
        nullif(as_varchar(user_identity:invokedBy), '')
    )
    || ' ('
    || coalesce(nullif(as_varchar(user_identity:type), ''), 'no type')
    /* The account is not told again where it is the name. */
    || coalesce(
        ' in ' || nullif(
            nullif(as_varchar(user_identity:accountId), ''),
            coalesce(
                nullif(as_varchar(user_identity:userName), ''),
                nullif(as_varchar(user_identity:onBehalfOf.userId), ''),
                nullif(as_varchar(user_identity:principalId), ''),
                nullif(as_varchar(user_identity:credentialId), ''),
                nullif(as_varchar(user_identity:identityProvider), ''),
                nullif(as_varchar(user_identity:invokedBy), '')
            )
        ),
        ''
    )
    || ')',
    nullif(as_varchar(user_identity:type), '')
    || coalesce(' in ' || nullif(as_varchar(user_identity:accountId), ''), ''),
    'unknown'
)
$$;
