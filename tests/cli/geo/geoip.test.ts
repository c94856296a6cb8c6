import { expect } from "chai";
import { readFileSync } from "node:fs";
import { TestFolder, deniedCall, quietEvent, rootLogin, snowtrail } from "../logFiles";
import { mmdb } from "./mmdb";

const hosting = {
  autonomous_system_number: 64_500,
  autonomous_system_organization: "Example Hosting",
};

describe("--geoip", () => {
  let folder: TestFolder;
  let countries: string;
  let networks: string;
  before(() => {
    folder = new TestFolder();
    folder.log("logs/a.json", [
      rootLogin("r"),
      deniedCall("six", { sourceIPAddress: "2001:db8:40::7" }),
      deniedCall("mapped", { sourceIPAddress: "::ffff:203.0.113.9" }),
      deniedCall("service", { sourceIPAddress: "config.amazonaws.com" }),
      deniedCall("none", { sourceIPAddress: null }),
      quietEvent("elsewhere"),
    ]);
    countries = folder.write(
      "countries.mmdb",
      mmdb("GeoLite2-Country", {
        "203.0.113.0/24": { country: { iso_code: "NL", names: { en: "Netherlands" } } },
        "2001:db8::/32": { registered_country: { iso_code: "DE" } },
      }),
    );
    networks = folder.write(
      "networks.mmdb",
      mmdb("GeoLite2-ASN", {
        "203.0.113.8/29": hosting,
        "2001:db8:40::/48": { autonomous_system_number: 64_501 },
      }),
    );
  });
  after(() => {
    folder.remove();
  });

  const both = (): string[] => ["--geoip", countries, "--geoip", networks];
  const rows = async (...args: string[]): Promise<Record<string, unknown>[]> => {
    const { stdout, stderr } = await snowtrail([...args, folder.at("logs"), "--format", "json"]);
    expect(stderr).not.to.include("snowtrail:");
    return JSON.parse(stdout) as Record<string, unknown>[];
  };

  it("findings have the country and the network of their address, where they are known", async () => {
    const found = await rows("detect", ...both());
    expect(
      Object.fromEntries(found.map((row) => [row.eventID, [row.country, row.network]])),
    ).to.deep.equal({
      r: ["NL", "AS64500 Example Hosting"],
      six: ["DE", "AS64501"],
      mapped: ["NL", "AS64500 Example Hosting"],
      service: [null, null],
      none: [null, null],
    });
  });

  it("without it there are no such columns", async () => {
    expect((await rows("detect"))[0]).not.to.have.any.keys("country", "network");
  });

  it("one database tells what it knows", async () => {
    const [first] = await rows("detect", "--geoip", countries);
    expect(first).to.include({ eventID: "r", country: "NL", network: null });
  });

  it("the table tells it behind the address", async () => {
    const { stdout } = await snowtrail(["detect", folder.at("logs"), ...both()], 200);
    expect(stdout).to.include("203.0.113.9 (NL, AS64500 Example Hosting)");
  });

  it("a summary of addresses has it, one of principals does not", async () => {
    const addresses = await rows("summary", "address", ...both());
    expect(addresses.find(({ address }) => address === "203.0.113.9")).to.include({
      country: "NL",
      network: "AS64500 Example Hosting",
    });
    expect((await rows("summary", "principal", ...both()))[0]).not.to.have.property("country");
  });

  it("the page has it in addresses and events", async () => {
    const file = folder.at("page.html");
    await snowtrail(["detect", folder.at("logs"), "--report", file, ...both()]);
    const html = readFileSync(file, "utf8");
    expect(html.match(/"location":"NL, AS64500 Example Hosting"/g)).to.have.length.above(2);
  });

  it("a database of IPv4 alone tells nothing of an address of IPv6", async () => {
    const four = folder.write(
      "four.mmdb",
      mmdb("Test-Country", { "32.0.0.0/8": { country: { iso_code: "US" } } }, 4),
    );
    const found = await rows("detect", "--geoip", four);
    // 2001:db8::/32 begins with the bits of 32.1.0.0.
    expect(found.find(({ eventID }) => eventID === "six")).to.include({ country: null });
  });

  it("what is no such database is refused by name, with what to give", async () => {
    const cases: [string, RegExp][] = [
      [folder.at("missing.mmdb"), /cannot be read: it does not exist/],
      [folder.write("text.mmdb", "no database"), /is no database for --geoip.*\.mmdb/],
      [
        folder.write("other.mmdb", mmdb("GeoIP2-Connection-Type", { "192.0.2.0/24": "cable" })),
        /of the type "GeoIP2-Connection-Type".*countries, cities or ASNs/,
      ],
    ];
    for (const [file, message] of cases) {
      for (const command of [["detect"], ["summary", "address"]]) {
        const ran = await snowtrail([...command, folder.at("logs"), "--geoip", file]);
        expect(ran.status).to.equal(2);
        expect(ran.stderr).to.match(message).and.include(file).and.not.include("defect");
      }
    }
  });

  it("a damaged database is told as such", async () => {
    const sound = readFileSync(networks);
    const damaged = Buffer.from(sound);
    // The data of the first network becomes a pointer to far behind the end of the file.
    damaged.fill(0x3f, damaged.indexOf(Buffer.alloc(16)) + 16, damaged.indexOf("Example Hosting"));
    const file = folder.write("damaged.mmdb", damaged);
    const ran = await snowtrail(["detect", folder.at("logs"), "--geoip", file]);
    expect(ran.status).to.equal(2);
    expect(ran.stderr).to.match(/damaged\.mmdb" of --geoip is damaged or cut off/);
  });
});
