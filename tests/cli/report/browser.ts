import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

/** Where a system's own Chromium stands. None is downloaded. */
const executablePath = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((file) => file !== undefined && existsSync(file));

/** Starts Chromium, or gives nothing where there is none. Whoever asks closes it. */
export async function launchBrowser(): Promise<Browser | undefined> {
  if (executablePath === undefined) return undefined;
  // Chromium's sandbox does not run as root, which is who runs in many containers.
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath, chromiumSandbox });
}

/** A page in a browser, and everything about it that must not happen. */
export interface Opened {
  page: Page;
  /** What the page wrote to the console or threw, what it fetched beside itself, and dialogs. */
  complaints: string[];
}

export async function openPage(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  const url = `file://${file}`;
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== url && request.url() !== "data:,") {
      complaints.push(`request: ${request.url()}`);
    }
  });
  await page.goto(url);
  return { page, complaints };
}

/** What runs in the page is told these of its globals: with all of a browser's types, Node's code would see them, too. */
export interface PageGlobals {
  document: {
    body: object;
    documentElement: { scrollWidth: number; clientWidth: number };
    images: { length: number };
    querySelectorAll: (
      selector: string,
    ) => ArrayLike<{ width: number }> & Iterable<{ width: number }>;
  };
  getComputedStyle: (element: object) => { backgroundColor: string };
  dispatchEvent: (event: Event) => boolean;
}
