/*
An IP address as a text that sorts as addresses do, so that those of a network lie between its first and its last.

| address     | key                                |
| ----------- | ---------------------------------- |
| 203.0.113.7 | 4:203000113007                     |
| 2001:db8::7 | 6:20010DB8000000000000000000000007 |

However an IPv6 address is written, its key is one. NULL for a text that is no address: the name of a service, `-` and nothing
at all stand in sourceIPAddress.
*/
create or replace function address_key(address varchar)
returns varchar
as $$
iff(
    regexp_like(
        address,
        '([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])([.]([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])){3}'
    ),
    '4:' || lpad(split_part(address, '.', 1), 3, '0') || lpad(split_part(address, '.', 2), 3, '0')
        || lpad(split_part(address, '.', 3), 3, '0') || lpad(split_part(address, '.', 4), 3, '0'),
    /* No network stands for its addresses. */
    iff(contains(address, '/'), null, '6:' || parse_ip(address, 'INET', 1):hex_ipv6::string)
)
$$;
