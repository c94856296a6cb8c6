import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { TestFolder, deniedCall, quietEvent, rootLogin, snowtrail } from "../logFiles";
import { type Opened, launchBrowser, openPage } from "./browser";
import { hostileDetection, hostileEvent } from "./hostile";

/** The file that the report is in. */
const page = "page.html";

/** A folder with a report of logs that hold something of everything, much of it hostile, and a browser to open it in. */
interface ReportPage {
  folder: () => TestFolder;
  /** Opens the report, or another file in the folder. */
  open: (options?: BrowserContextOptions, file?: string) => Promise<Opened>;
}

/**
 * Makes the report before the tests of a suite and removes it behind them. They run where there is a Chromium: Debian's
 * package is `chromium`, and the variable CHROMIUM names another one.
 */
export function reportPage(): ReportPage {
  let folder: TestFolder | undefined;
  let browser: Browser | undefined;
  before(async function () {
    browser = await launchBrowser();
    if (browser === undefined) this.skip();
    folder = new TestFolder();
    await report(folder);
  });
  after(async () => {
    await browser?.close();
    folder?.remove();
  });
  const made = (): TestFolder => {
    if (folder === undefined) throw new Error("There is no report.");
    return folder;
  };
  return {
    folder: made,
    open: (options = {}, file = page) => {
      if (browser === undefined) throw new Error("There is no browser.");
      return openPage(browser, made().at(file), options);
    },
  };
}

async function report(folder: TestFolder): Promise<void> {
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
    ...["detect", folder.at("logs"), "--report", folder.at(page), "--detections", folder.at("own")],
  ]);
  expect(ran.status, ran.stderr).to.equal(3);
}

/** The texts of what a selector finds. */
export const texts = async (page: Page, selector: string): Promise<string[]> =>
  page.locator(selector).allTextContents();

/** The texts of what it finds that shows. */
export const visibleTexts = async (page: Page, selector: string): Promise<string[]> =>
  page.locator(`${selector}:visible`).allInnerTexts();
