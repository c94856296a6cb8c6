/** Addresses of networks. Source: "PARSE_IP". */
export const addressMacros: readonly string[] = [
  `snowflake_ipv4(t) AS CASE WHEN regexp_full_match(t, '(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}') THEN
    CAST(string_split(t, '.')[1] AS BIGINT) * 16777216 + CAST(string_split(t, '.')[2] AS BIGINT) * 65536
    + CAST(string_split(t, '.')[3] AS BIGINT) * 256 + CAST(string_split(t, '.')[4] AS BIGINT) END`,
  // The groups of an IPv6 address, of which '::' stands for those that are zero.
  `snowflake_groups(t) AS list_filter(string_split(t, ':'), lambda e: e <> '')`,
  `snowflake_ipv6_groups(t) AS CASE WHEN contains(t, '::') THEN list_concat(snowflake_groups(split_part(t, '::', 1)),
      list_resize([]::VARCHAR[], greatest(8 - len(snowflake_groups(t)), 1), '0'), snowflake_groups(split_part(t, '::', 2)))
    ELSE string_split(t, ':') END`,
  `snowflake_ipv6_hex(t) AS CASE WHEN regexp_full_match(t, '(?i)(([0-9a-f]{1,4}:)*[0-9a-f]{1,4})?(::(([0-9a-f]{1,4}:)*[0-9a-f]{1,4})?)?')
    THEN list_transform([snowflake_ipv6_groups(t)], lambda g: CASE WHEN len(g) = 8
      THEN array_to_string(list_transform(g, lambda e: lpad(upper(e), 4, '0')), '') END)[1] END`,
  `snowflake_ipv6_fields(hex) AS list_transform([1, 9, 17, 25], lambda i: CAST('0x' || substr(hex, i, 8) AS BIGINT))`,
  // How many addresses a prefix leaves free in the field that begins after some bits, and the first of them.
  `snowflake_free(prefix, bits) AS 1::BIGINT << CAST(32 - least(greatest(prefix - bits, 0), 32) AS INTEGER)`,
  `snowflake_first(field, free) AS field // free * free`,
  `snowflake_ipv4_range(n, p) AS CASE WHEN p IS NULL THEN '{}'::JSON ELSE json_object(
    'ipv4_range_end', snowflake_first(n, snowflake_free(p, 0)) + snowflake_free(p, 0) - 1,
    'ipv4_range_start', snowflake_first(n, snowflake_free(p, 0))) END`,
  `snowflake_ipv6_range(f, p) AS CASE WHEN p IS NULL THEN '{}'::JSON ELSE json_object(
    'hex_ipv6_range_end', array_to_string(list_transform(f, lambda n, i: printf('%08X',
      snowflake_first(n, snowflake_free(p, 32 * (i - 1))) + snowflake_free(p, 32 * (i - 1)) - 1)), ''),
    'hex_ipv6_range_start', array_to_string(list_transform(f, lambda n, i: printf('%08X',
      snowflake_first(n, snowflake_free(p, 32 * (i - 1))))), '')) END`,
  `snowflake_inet(host, prefix, type, ipv4, hex) AS CASE
    WHEN ipv4 IS NOT NULL AND coalesce(prefix, 0) <= 32 THEN json_merge_patch(json_object('family', 4,
      'host', host, 'ip_fields', [ipv4, 0, 0, 0], 'ip_type', type, 'ipv4', ipv4,
      'netmask_prefix_length', prefix, 'snowflake$type', 'ip_address'), snowflake_ipv4_range(ipv4, prefix))
    WHEN hex IS NOT NULL AND coalesce(prefix, 0) <= 128 THEN json_merge_patch(json_object('family', 6,
      'hex_ipv6', hex, 'host', host, 'ip_fields', snowflake_ipv6_fields(hex),
      'ip_type', type, 'netmask_prefix_length', prefix, 'snowflake$type', 'ip_address'),
      snowflake_ipv6_range(snowflake_ipv6_fields(hex), prefix)) END`,
  // A macro writes its argument wherever it stands in it. As an element of a list it is computed once, under a name.
  `snowflake_parsed_ip(t, type) AS CASE WHEN type IN ('inet', 'cidr') AND regexp_full_match(t, '[^/]+(/\\d{1,3})?')
    THEN list_transform([struct_pack(host := split_part(t, '/', 1), prefix := TRY_CAST(split_part(t, '/', 2) AS BIGINT))],
      lambda a: list_transform([struct_pack(ipv4 := snowflake_ipv4(a.host), hex := snowflake_ipv6_hex(a.host))],
        lambda b: CAST(snowflake_inet(a.host, a.prefix, type, b.ipv4, b.hex) AS JSON))[1])[1] END`,
  `snowflake_parse_ip(t, type, permissive) AS CASE WHEN t IS NULL OR type IS NULL THEN NULL
    ELSE list_transform([t], lambda given: coalesce(snowflake_parsed_ip(given, lower(type)), CASE
      WHEN permissive THEN CAST(json_object('error', 'The text is no IP address.') AS JSON)
      ELSE error('Error parsing IP: ' || given) END))[1] END`,
];
