import { expect } from "chai";
import { readCatalogue } from "../../../sql/catalogue";
import type { PageGlobals } from "./browser";
import { reportPage, texts, visibleTexts } from "./reportPage";

describe("the report's page, in Chromium if there is one", () => {
  const report = reportPage();

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      it(`${colorScheme}, ${width} pixels wide: nothing complains, nothing is fetched, nothing sticks out`, async () => {
        const { page, complaints } = await report.open({
          colorScheme,
          viewport: { width, height: 800 },
        });
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

  it("has the text of each detection on demand: gaps, where to read on, and the SQL", async () => {
    const { page } = await report.open();
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

  it("counts findings and events, and says what could not be read", async () => {
    const { page } = await report.open();
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
    const { page } = await report.open();
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
    const { page } = await report.open();
    await page.locator("[data-detection=root_activity] details.group > summary").click();
    await page.locator("[data-detection=root_activity] .event > summary").click();
    const pre = page.locator("[data-detection=root_activity] .event pre", { hasText: "eventID" });
    const record = (await pre.textContent()) ?? "";
    expect((JSON.parse(record) as { eventID: string }).eventID).to.equal("r");
    expect(record).to.include('\n  "eventName": "ConsoleLogin",\n');
    await page.close();
  });

  it("searching leaves what has all the words, in findings and in both tables", async () => {
    const { page } = await report.open();
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
    const { page } = await report.open();
    await page.locator(".chip.low").click();
    expect(await visibleTexts(page, ".detection h3")).to.deep.equal(["Unauthorized API call"]);
    await page.locator(".chip.low").click();
    await page.locator("#addresses .link", { hasText: "203.0.113.9" }).click();
    expect(await page.locator("#search").inputValue()).to.equal("203.0.113.9");
    expect(await visibleTexts(page, ".detection h3")).to.have.length(2);
    await page.close();
  });

  it("a span that is dragged over in the chart filters by time, and is taken back by a click", async () => {
    const { page } = await report.open();
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
    const { page } = await report.open();
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
    const { page, complaints } = await report.open({ colorScheme: "light" });
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
