"use strict";

/** Shows what was looked at, and how much there is of it. @param {ReportData} data */
function showTotals(data) {
  const { totals, sources, unread } = data;
  const found = totals.findings === 0 ? "No findings" : counted(totals.findings, "finding");
  byId("headline").textContent = `${found} in ${counted(totals.events, "event")}`;
  const period =
    totals.first === undefined ? "no event has a time" : `${spanOf(totals.first, totals.last)} UTC`;
  const places = [
    period,
    counted(totals.accounts, "account"),
    counted(totals.regions, "region"),
    sources.join(", "),
  ];
  byId("period").textContent = places.join(" · ");
  const lost = filesIn(unread);
  if (lost > 0) {
    byId("alert").hidden = false;
    byId("alert").append(
      `${counted(lost, "file")} that may hold events could not be read. `,
      element("a", { href: "#files" }, "Which, and why"),
    );
  }
  byId("totals").append(findingsTile(data), ...figures(data));
  byId("footer").textContent =
    `Made by Snowtrail ${data.version} on ${minuteOf(data.made)} UTC. All times are in UTC. ` +
    "This page is one file: it fetches nothing and sends nothing.";
}

/** @param {ReportData} data */
function findingsTile({ detections, totals }) {
  const bar = element("div", { class: "bar" });
  const legend = element("p", { class: "legend" });
  for (const severity of gravest) {
    const count = detections
      .filter((detection) => detection.severity === severity)
      .reduce((sum, { findings }) => sum + findings, 0);
    if (count === 0) continue;
    const part = element("span", { class: severity });
    part.style.flexGrow = String(count);
    bar.append(part);
    legend.append(element("span", { class: `dot ${severity}` }, `${number(count)} ${severity}`));
  }
  const none = totals.findings === 0 ? "nothing that the detections look for" : undefined;
  const suppressed = `and ${number(totals.suppressed)} more, about which there are exceptions`;
  return element(
    "div",
    { class: "tile wider" },
    element("p", { class: "label" }, "Findings"),
    element("p", { class: "figure" }, number(totals.findings)),
    none === undefined ? bar : undefined,
    none === undefined ? legend : element("p", { class: "legend" }, none),
    totals.suppressed === 0 ? undefined : element("p", { class: "legend suppressed" }, suppressed),
  );
}

/** @param {ReportData} data */
function figures({ totals, unread }) {
  const twice = totals.delivered - totals.events;
  const share = totals.events === 0 ? 0 : (100 * totals.errors) / totals.events;
  const lost = filesIn(unread);
  const beside =
    totals.insights === 0 ? "" : `, and ${number(totals.insights)} of Insights beside them`;
  /** @type {[label: string, value: number, note: string][]} */
  const tiles = [
    [
      "Events",
      totals.events,
      (twice === 0 ? "each delivered once" : `${number(twice)} delivered again`) + beside,
    ],
    ["Failed calls", totals.errors, `${share.toFixed(1)} % of all`],
    ["Principals", totals.principals, `in ${counted(totals.accounts, "account")}`],
    ["Addresses", totals.addresses, `in ${counted(totals.regions, "region")}`],
    ["Files", totals.files, lost === 0 ? "all of them read" : `${number(lost)} more not read`],
  ];
  return tiles.map(([label, value, note]) =>
    element(
      "div",
      { class: "tile" },
      element("p", { class: "label" }, label),
      element("p", { class: "figure" }, number(value)),
      element("p", { class: "legend" }, note),
    ),
  );
}

/** How many files there are under some reasons. @param {import("../data").Reason[]} reasons */
function filesIn(reasons) {
  return reasons.reduce((sum, { files }) => sum + files, 0);
}
