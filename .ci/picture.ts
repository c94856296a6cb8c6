/**
 * Makes the picture of the report's page that stands in README.md (docs/report.png), from the samples: the page as a
 * desk shows it in light colours, and before it as a phone shows it in dark ones. It needs Chromium.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../tests/cli/report/browser";

const root = resolve(__dirname, "..");
const picture = join(root, "docs/report.png");

/** A shot of a page as a URL. */
async function shot(
  browser: Browser,
  file: string,
  view: { width: number; height: number; colorScheme: "light" | "dark"; part: string },
): Promise<string> {
  const { width, height, colorScheme, part } = view;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.goto(`file://${file}${part}`);
  // The charts are drawn in a frame after that.
  await page.waitForTimeout(300);
  const bytes = await page.screenshot();
  await page.close();
  return `data:image/png;base64,${bytes.toString("base64")}`;
}

async function compose(browser: Browser, file: string): Promise<Buffer> {
  const desk = await shot(browser, file, {
    width: 1120,
    height: 950,
    colorScheme: "light",
    part: "",
  });
  const phone = await shot(browser, file, {
    width: 320,
    height: 530,
    colorScheme: "dark",
    part: "#findings",
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 998 } });
  await page.setContent(`<style>
    body { margin: 0; background: transparent }
    img { position: absolute; display: block }
    .desk { left: 24px; top: 24px; border-radius: 14px; box-shadow: 0 0 0 1px #c4d2df }
    .phone { right: 24px; bottom: 24px; border-radius: 28px; box-shadow: 0 0 0 9px #05090e, 0 0 0 10px #3b4d60 }
  </style><img class="desk" src="${desk}"><img class="phone" src="${phone}">`);
  return page.screenshot({ omitBackground: true });
}

async function main(): Promise<void> {
  const browser = await launchBrowser();
  if (browser === undefined) {
    throw new Error("There is no Chromium. Install it, or name one in the variable CHROMIUM.");
  }
  const folder = mkdtempSync(join(tmpdir(), "picture-"));
  try {
    const file = join(folder, "page.html");
    const cli = ["--require", "tsx/cjs", "cli/main.ts", "detect", "samples", "--report", file];
    try {
      execFileSync(process.execPath, cli, { cwd: root, stdio: "ignore" });
    } catch (error) {
      // One sample is cut off, which detect tells by its status.
      if (!(error instanceof Error && "status" in error && error.status === 3)) throw error;
    }
    writeFileSync(picture, await compose(browser, file));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
