import { expect } from "chai";
import { BlockList, isIPv4 } from "node:net";
import { addressPattern } from "../../../../cli/sigma/match/network";

const addresses = [
  ...[
    "10.0.0.0",
    "10.255.255.255",
    "11.0.0.0",
    "192.0.2.0",
    "192.0.2.7",
    "192.0.2.8",
    "198.51.100.255",
  ],
  ...["::", "::1", "0:0:0:0:0:0:0:1", "1::", "2001:db8::", "2001:db8::1", "2001:0db8:0:0::1"],
  ...[
    "2001:DB8:0:1::",
    "2001:db8:0:1:0:0:0:5",
    "2001:db8::1:0:0:5",
    "2001:db8:1::",
    "2001:db80::1",
  ],
  ...["2001:db8:ff:ffff:ffff:ffff:ffff:ffff", "2001:db8:100::", "2001:db9::1", "2001:db8:0:8::1"],
  ...["2001:0:0:1::2", "2001::1:0:0:0:2", "0:db8::1", "::db8:0:0:0:0:0:1", "64:ff9b::c000:205"],
  ...["2001:db8:0:0:5::", "2001:db8:0:0:0:5::", "fe80::1", "febf:ffff::", "fec0::1", "ff02::fb"],
];

const networks = [
  ...["10.0.0.0/8", "192.0.2.0/29", "192.0.2.6/31", "192.0.2.7", "198.51.100.128/25", "0.0.0.0/0"],
  ...["::/0", "::1", "::/127", "2001:db8::/32", "2001:db8::/40", "2001:db8::/48", "2001:db8::/61"],
  ...[
    "2001:db8:0:1::/64",
    "2001:0:0:1::/64",
    "0:db8::/32",
    "fe80::/10",
    "2001:db8::1/128",
    "2000::/3",
  ],
];

describe("sigma: the pattern of a network", () => {
  for (const network of networks) {
    it(`finds what Node.js finds in ${network}`, () => {
      const [address = "", bits] = network.split("/");
      const family = isIPv4(address) ? "ipv4" : "ipv6";
      const list = new BlockList();
      list.addSubnet(address, Number(bits ?? (family === "ipv4" ? 32 : 128)), family);
      const pattern = new RegExp(`^(${addressPattern(network) ?? ""})$`, "i");
      const own = addresses.filter((each) => isIPv4(each) === isIPv4(address));
      const found = own.filter((each) => pattern.test(each));
      expect(found).to.deep.equal(own.filter((each) => list.check(each, family)));
      expect(found).to.not.be.empty;
    });
  }

  it("reads a network of version 4 at the end of one of version 6", () => {
    expect(addressPattern("::ffff:192.0.2.5")).to.equal(addressPattern("::ffff:c000:205"));
  });

  for (const network of [
    "",
    "10.0.0.0/33",
    "10.0.0/8",
    "2001:db8::/129",
    "fe80::1%eth0",
    "10.0.0.0/8/8",
    "10.0.0.0/x",
    "*",
  ]) {
    it(`refuses ${JSON.stringify(network)}`, () => {
      expect(addressPattern(network)).to.equal(undefined);
    });
  }
});
