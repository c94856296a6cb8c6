import { expect } from "chai";
import { readFileSync } from "node:fs";
import { hostile, printable } from "./hostile";
import { reportPage, visibleTexts } from "./reportPage";

describe("hostile values in the report's page, in Chromium if there is one", () => {
  const report = reportPage();

  it("shows hostile values as the texts they are, every character of them", async () => {
    const { page } = await report.open();
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

  it("shows a hostile detection as the text it is, and no address as more than a link to it", async () => {
    const { page } = await report.open();
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
    const folder = report.folder();
    const html = readFileSync(folder.at("page.html"), "utf8");
    folder.write(
      "tampered.html",
      html.replace(
        "</main>",
        "<script>window.owned = 1</script><b onclick='window.owned = 1'>x</b></main>",
      ),
    );
    const { page, complaints } = await report.open({}, "tampered.html");
    await page.locator("b", { hasText: /^x$/ }).click();
    expect(await page.evaluate(() => "owned" in globalThis)).to.equal(false);
    expect(complaints.join("\n")).to.match(/Content Security Policy/);
    await page.close();
  });
});
