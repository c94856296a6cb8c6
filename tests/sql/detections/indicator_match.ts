import { alice, event, session, type Scenarios } from "./event";

/** The list that the events are held against. By the time of the tests, one of its lines has expired. */
export const indicators = `kind,value,description,source,expires
address,203.0.113.66,A scanner,CERT,
address,2001:db8:bad::66,The same scanner,,2026-12-31
network,198.51.100.64/26,A provider that answers nobody,CERT,2026-12-31
network,2001:db8:f00d::/48,The same provider,,
access_key,AKIAI44QH8DHBEXAMPLE,In a public repository,Our scan,
user_agent,*kali*,A distribution of tools,,
user_agent,100%_tool/1.0,A tool with a name like a pattern,,
address,203.0.113.99,It was given to somebody else,,2026-03-17
`;

const key = (accessKeyId: string): object => ({ ...alice, accessKeyId });

export const scenarios: Scenarios = {
  firing: {
    "a listed address": event({ sourceIPAddress: "203.0.113.66" }),
    "a listed IPv6 address, written otherwise": event({ sourceIPAddress: "2001:DB8:BAD:0::66" }),
    "the first address of a network": event({ sourceIPAddress: "198.51.100.64" }),
    "the last address of a network": event({ sourceIPAddress: "198.51.100.127" }),
    "the last address of an IPv6 network": event({
      sourceIPAddress: "2001:db8:f00d:ffff:ffff:ffff:ffff:ffff",
    }),
    "a listed access key": event({ userIdentity: key("AKIAI44QH8DHBEXAMPLE") }),
    "a user agent with a listed word": event({ userAgent: "aws-cli/2.25.4 kali-linux" }),
    "a user agent that is a listed text": event({ userAgent: "100%_tool/1.0" }),
    "a refused call": event({ sourceIPAddress: "203.0.113.66", errorCode: "AccessDenied" }),
    "several marks at once": event({
      sourceIPAddress: "198.51.100.100",
      userAgent: "kali",
      userIdentity: key("AKIAI44QH8DHBEXAMPLE"),
    }),
  },
  quiet: {
    "an ordinary call": event({}),
    "a session without an access key": event({ userIdentity: session }),
    "a service in the place of the address": event({ sourceIPAddress: "config.amazonaws.com" }),
    "no address and no user agent": event({ sourceIPAddress: undefined, userAgent: undefined }),
  },
  nearMisses: {
    "the address beside a listed one": event({ sourceIPAddress: "203.0.113.67" }),
    "the address before a network": event({ sourceIPAddress: "198.51.100.63" }),
    "the address behind a network": event({ sourceIPAddress: "198.51.100.128" }),
    "the address before an IPv6 network": event({
      sourceIPAddress: "2001:db8:f00c:ffff:ffff:ffff:ffff:ffff",
    }),
    "the address of a line that has expired": event({ sourceIPAddress: "203.0.113.99" }),
    "an access key in other letters": event({ userIdentity: key("akiai44qh8dhbexample") }),
    "a user agent in other letters": event({ userAgent: "KALI" }),
    "a user agent that would be like the listed text": event({ userAgent: "100 a tool/1.0" }),
    "a network's text in the place of the address": event({ sourceIPAddress: "198.51.100.64/26" }),
  },
};
