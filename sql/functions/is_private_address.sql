/*
Whether an address cannot be reached from the internet: it belongs to a private network, to the host itself,
to its link, or to a provider's shared space.

- IPv4: 10/8, 172.16/12 and 192.168/16 (RFC 1918), 127/8, 169.254/16, 100.64/10 (RFC 6598), and any of these
  written as an IPv6 address (::ffff:10.0.0.7).
- IPv6: fc00::/7 (RFC 4193), fe80::/10 and ::1, shortened or not.

A text that is no address gives false: the name of a service, `-` and nothing at all stand in
sourceIPAddress. So do a range and an address between blanks. NULL gives NULL.
*/
create or replace function is_private_address(address varchar)
returns boolean
as $$
regexp_like(
    address,
    '(::ffff:)?('
    || '(10|127)[.]([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])'
    || '|172[.](1[6-9]|2[0-9]|3[01])|192[.]168|169[.]254|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])'
    || ')([.]([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])){2}',
    'i'
)
or regexp_like(
    address,
    '(f[cd][0-9a-f]|fe[89ab])[0-9a-f](:[0-9a-f]{1,4}){7}'
    || '|(0{1,4}:){7}0{0,3}1',
    'i'
)
or (
    regexp_like(
        address,
        '(f[cd][0-9a-f]|fe[89ab])[0-9a-f](:[0-9a-f]{1,4})*::([0-9a-f]{1,4}(:[0-9a-f]{1,4})*)?'
        || '|(0{1,4}(:0{1,4})*)?::(0{1,4}:)*0{0,3}1',
        'i'
    )
    /* The two colons stand for one of the eight groups at least. */
    and regexp_count(address, '[0-9a-f]+', 1, 'i') <= 7
)
$$;
