import { expect } from "chai";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { TestFolder, deniedCall, quietEvent, rootLogin, snowtrail, type Json } from "../logFiles";
import { readCatalogue } from "../../../sql/catalogue";
import { launchBrowser, openPage, type PageGlobals } from "./browser";

/** Texts that would be more than texts, if anything took them for markup, code, a place in the page or a direction. */
const hostile = [
  "</script><script>window.owned = 1</script>",
  "<!--<script>",
  '"><img src=x onerror="window.owned = 1">',
  "<svg/onload=window.owned=1>",
  "javascript:window.owned=1",
  "{{data}}{{scripts}}",
  "$& $' $`",
  "__proto__",
  "\u202egnp.exe\u2028\u0000\u001b[31m",
].join(" ");

function hostileEvent(id: string): Record<string, Json> {
  return deniedCall(id, {
    eventTime: "2024-05-01T13:30:00Z",
    eventName: hostile,
    eventSource: hostile,
    awsRegion: hostile,
    sourceIPAddress: hostile,
    userAgent: hostile,
    errorCode: `AccessDenied ${hostile}`,
    errorMessage: hostile,
    recipientAccountId: hostile,
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::111122223333:user/${hostile}` },
    requestParameters: { bucketName: hostile, [hostile]: hostile },
  });
}

/** A detection of one's own that finds the hostile event, and of which every text is hostile that may be. */
const hostileDetection = `/*
id: hostile
title: ${JSON.stringify(hostile.slice(0, 80))}
description: ${JSON.stringify(`Detects ${printable(hostile)}.`)}
severity: info
falsePositives: [${JSON.stringify(printable(hostile))}]
blindSpots: [${JSON.stringify(printable(hostile))}]
references: ['https://example.com/"><img/src=x/onerror="window.owned=1">', "https://example.com/</script>"]
*/
-- ${hostile}
select * from cloudtrail where eventID = 'h' and '${hostile.replaceAll("'", "''")}' is not null
`;

/** The text without what a header refuses: characters that do not show. */
function printable(text: string): string {
  return text.replace(/[^ -~]/g, "");
}

// Run where there is a Chromium: Debian's package is `chromium`, and the variable CHROMIUM names another one.
describe("the report's page, in Chromium if there is one", () => {
  let folder: TestFolder;
  let browser: Browser | undefined;
  let file: string;

  before(async function () {
    browser = await launchBrowser();
    if (browser === undefined) this.skip();
    folder = new TestFolder();
    file = folder.at("page.html");
    const at = (hour: number, minute: number): string =>
      `2024-05-01T${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00Z`;
    folder.log("logs/a.json", [
      ...Array.from({ length: 200 }, (_, n) =>
        deniedCall(`d${n}`, { eventTime: at(n % 12, n % 60) }),
      ),
      ...Array.from({ length: 30 }, (_, n) =>
        quietEvent(`q${n}`, {
          eventTime: at(n % 24, 0),
          userIdentity: { type: "IAMUser", arn: `arn:aws:iam::111122223333:user/user-${n}` },
          sourceIPAddress: `198.51.100.${100 + n}`,
        }),
      ),
      rootLogin("r", { eventTime: "2024-05-01T20:15:00Z" }),
      hostileEvent("h"),
      deniedCall("suppressed", {
        userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/prober" },
      }),
    ]);
    folder.write("own/hostile.sql", hostileDetection);
    folder.write(
      "own/exceptions.csv",
      "detection,field,pattern,reason,owner,expires\n*,actor,user/prober*,Known,ops,9999-12-31\n",
    );
    folder.write(`logs/${"evil<img src=x onerror=window.owned=1>".replaceAll("/", "")}.json`, "{");
    folder.write("logs/digest.json", '{"digestStartTime":"x"}');
    const ran = await snowtrail([
      ...["detect", folder.at("logs"), "--report", file, "--detections", folder.at("own")],
    ]);
    expect(ran.status, ran.stderr).to.equal(3);
  });
  after(async () => {
    await browser?.close();
    folder?.remove();
  });

  const open = (options = {}): ReturnType<typeof openPage> => {
    if (browser === undefined) throw new Error("There is no browser.");
    return openPage(browser, file, options);
  };
  const texts = async (page: Page, selector: string): Promise<string[]> =>
    page.locator(selector).allTextContents();
  const visibleTexts = async (page: Page, selector: string): Promise<string[]> =>
    page.locator(`${selector}:visible`).allInnerTexts();

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      it(`${colorScheme}, ${width} pixels wide: nothing complains, nothing is fetched, nothing sticks out`, async () => {
        const { page, complaints } = await open({ colorScheme, viewport: { width, height: 800 } });
        for (const kind of ["about", "group", "event"]) {
          for (const part of await page.locator(`details.${kind} > summary`).all()) {
            await part.click();
          }
        }
        const measures = await page.evaluate(() => {
          const { document, getComputedStyle } = globalThis as unknown as PageGlobals;
          const { scrollWidth, clientWidth } = document.documentElement;
          return {
            owned: "owned" in globalThis,
            images: document.images.length,
            sticksOut: scrollWidth - clientWidth,
            background: getComputedStyle(document.body).backgroundColor,
            charts: [...document.querySelectorAll("canvas")].map(({ width }) => width > 200),
          };
        });
        expect(complaints).to.deep.equal([]);
        expect(measures).to.deep.equal({
          owned: false,
          images: 0,
          sticksOut: 0,
          background: colorScheme === "dark" ? "rgb(10, 18, 27)" : "rgb(243, 246, 250)",
          charts: [true, true],
        });
        await page.close();
      });
    }
  }

  it("shows hostile values as the texts they are, every character of them", async () => {
    const { page } = await open();
    await page.locator("#search").fill("gnp.exe");
    const denied = page.locator("[data-detection=unauthorized_api_calls]");
    await denied.locator("details.group:visible > summary").click();
    await denied.locator("details.event:visible > summary").click();
    const [action] = await visibleTexts(page, ".event .action");
    expect(action)
      .to.include("</script><script>window.owned = 1</script>")
      .and.include("{{data}}{{scripts}} $& $' $`")
      .and.include("\\u202egnp.exe\\u2028\\u0000\\u001b[31m");
    expect(await visibleTexts(page, ".event pre")).to.have.length(1);
    expect((await visibleTexts(page, "#files .paths"))[0]).to.match(/evil<img src=x onerror/);
    await page.close();
  });

  it("has the text of each detection on demand: gaps, where to read on, and the SQL", async () => {
    const { page } = await open();
    const root = page.locator("[data-detection=root_activity]");
    const { falsePositives, blindSpots, references, statement } =
      readCatalogue().detections.find(({ id }) => id === "root_activity") ?? {};
    expect(await root.locator(".about pre").isVisible()).to.equal(false);
    await root.locator(".about > summary").click();
    expect(await root.locator(".about li").allInnerTexts()).to.deep.equal([
      ...(falsePositives ?? []),
      ...(blindSpots ?? []),
      ...(references ?? []),
    ]);
    expect(await root.locator(".about pre").innerText()).to.equal(statement);
    await page.close();
  });

  it("shows a hostile detection as the text it is, and no address as more than a link to it", async () => {
    const { page } = await open();
    const about = page.locator("[data-detection=hostile] .about");
    await about.locator("> summary").click();
    expect((await about.locator("li").allInnerTexts())[0]).to.equal(printable(hostile));
    const [comment] = (await about.locator("pre").innerText()).split("\n");
    expect(comment)
      .to.include("</script><script>window.owned = 1</script>")
      .and.include("\\u202egnp.exe");
    const links = await about.locator("a").all();
    const told = links.map(async (link) => [
      await link.getAttribute("href"),
      await link.getAttribute("rel"),
    ]);
    expect(await Promise.all(told)).to.deep.equal([
      ['https://example.com/"><img/src=x/onerror="window.owned=1">', "noopener noreferrer"],
      ["https://example.com/</script>", "noopener noreferrer"],
    ]);
    await page.close();
  });

  it("lets nothing in but its own scripts: a script that was put into it does not run", async () => {
    const html = readFileSync(file, "utf8");
    const tampered = folder.write(
      "tampered.html",
      html.replace(
        "</main>",
        "<script>window.owned = 1</script><b onclick='window.owned = 1'>x</b></main>",
      ),
    );
    if (browser === undefined) return;
    const { page, complaints } = await openPage(browser, tampered);
    await page.locator("b", { hasText: /^x$/ }).click();
    expect(await page.evaluate(() => "owned" in globalThis)).to.equal(false);
    expect(complaints.join("\n")).to.match(/Content Security Policy/);
    await page.close();
  });

  it("counts findings and events, and says what could not be read", async () => {
    const { page } = await open();
    expect(await texts(page, "#headline")).to.deep.equal(["204 findings in 233 events"]);
    expect(await texts(page, "#alert")).to.deep.equal([
      "1 file that may hold events could not be read. Which, and why",
    ]);
    expect(await texts(page, ".tile .figure")).to.deep.equal([
      "204",
      "233",
      "202",
      "34",
      "33",
      "1",
    ]);
    expect(await texts(page, ".suppressed")).to.deep.equal([
      "and 1 more, about which there are exceptions",
    ]);
    await page.close();
  });

  it("has the first 25 of 200 denied calls, and says so", async () => {
    const { page } = await open();
    const group = page.locator("details.group", { hasText: "200×" });
    await group.locator("> summary").click();
    // A group is filled when it has opened, which the browser tells later: the text is waited for, a count is not.
    expect(await group.locator(".bound").textContent()).to.equal(
      "25 of 200 events: this page has the first 25 of them.",
    );
    expect(await group.locator(".event").count()).to.equal(25);
    await page.close();
  });

  it("an event unfolds to its record, a line for each value", async () => {
    const { page } = await open();
    await page.locator("[data-detection=root_activity] details.group > summary").click();
    await page.locator("[data-detection=root_activity] .event > summary").click();
    const pre = page.locator("[data-detection=root_activity] .event pre", { hasText: "eventID" });
    const record = (await pre.textContent()) ?? "";
    expect((JSON.parse(record) as { eventID: string }).eventID).to.equal("r");
    expect(record).to.include('\n  "eventName": "ConsoleLogin",\n');
    await page.close();
  });

  it("searching leaves what has all the words, in findings and in both tables", async () => {
    const { page } = await open();
    await page.locator("#search").fill("ROOT 203.0.113.9");
    expect(await visibleTexts(page, ".detection h3")).to.have.members([
      "Console login without MFA",
      "Root user activity",
    ]);
    await page.locator("#search").fill("user-7");
    expect(await visibleTexts(page, ".detection h3")).to.deep.equal([]);
    expect(await visibleTexts(page, "#principals tbody td.name .link")).to.deep.equal([
      "user/user-7",
    ]);
    await page.locator("#clear").click();
    expect(await visibleTexts(page, ".detection h3")).to.have.length(4);
    await page.close();
  });

  it("severities filter, and a name searches for itself", async () => {
    const { page } = await open();
    await page.locator(".chip.low").click();
    expect(await visibleTexts(page, ".detection h3")).to.deep.equal(["Unauthorized API call"]);
    await page.locator(".chip.low").click();
    await page.locator("#addresses .link", { hasText: "203.0.113.9" }).click();
    expect(await page.locator("#search").inputValue()).to.equal("203.0.113.9");
    expect(await visibleTexts(page, ".detection h3")).to.have.length(2);
    await page.close();
  });

  it("a span that is dragged over in the chart filters by time, and is taken back by a click", async () => {
    const { page } = await open();
    const chart = page.locator("#events-chart .u-over");
    const box = await chart.boundingBox();
    if (box === null) throw new Error("There is no chart.");
    await page.mouse.move(box.x + box.width * 0.8, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.95, box.y + 40, { steps: 5 });
    await page.mouse.up();
    expect(await texts(page, "#range")).to.have.length(1);
    expect((await texts(page, "#range"))[0]).to.match(/^2024-05-01 \d\d:\d\d – \d\d:\d\d ✕$/);
    expect(await visibleTexts(page, ".detection h3")).to.have.members([
      "Console login without MFA",
      "Root user activity",
    ]);
    await page.locator("#range").click();
    expect(await visibleTexts(page, ".detection h3")).to.have.length(4);
    await page.close();
  });

  it("tables sort by the heading that is clicked, and show all rows on demand", async () => {
    const { page } = await open();
    const first = async (): Promise<string> =>
      (await visibleTexts(page, "#principals tbody td.name .link"))[0] ?? "";
    expect(await first()).to.equal("root user");
    await page.locator("#principals th", { hasText: "Calls" }).locator("button").click();
    expect(await first()).to.equal("assumed-role/reader/session");
    await page.locator("#principals th", { hasText: "Calls" }).locator("button").click();
    expect(await first()).not.to.equal("assumed-role/reader/session");
    expect(await page.locator("#principals tbody tr").count()).to.equal(12);
    await page.locator("#principals .more").click();
    expect(await page.locator("#principals tbody tr").count()).to.equal(34);
    await page.close();
  });

  it("the reader may choose the colours, and paper is light", async () => {
    const { page, complaints } = await open({ colorScheme: "light" });
    const background = (): Promise<string> =>
      page.evaluate(() => {
        const { document, getComputedStyle } = globalThis as unknown as PageGlobals;
        return getComputedStyle(document.body).backgroundColor;
      });
    /** How many groups stand there without their events when all that listens has heard of it. */
    const tell = (name: "beforeprint" | "afterprint"): Promise<number> =>
      page.evaluate((of) => {
        const { dispatchEvent, document } = globalThis as unknown as PageGlobals;
        dispatchEvent(new Event(of));
        return document.querySelectorAll("details.group:not([open]:has(.event))").length;
      }, name);
    await page.locator("#theme").click();
    expect(await background()).to.equal("rgb(10, 18, 27)");
    expect(await tell("beforeprint")).to.equal(0);
    expect(await background()).to.equal("rgb(243, 246, 250)");
    expect(await tell("afterprint")).to.be.greaterThan(0);
    expect(await background()).to.equal("rgb(10, 18, 27)");
    expect((await page.pdf()).length).to.be.greaterThan(10_000);
    expect(complaints).to.deep.equal([]);
    await page.close();
  });
});
