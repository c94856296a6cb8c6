"use strict";

/** @typedef {import("../data").DetectionData} DetectionData */
/** @typedef {import("../data").GroupData} GroupData */
/** @typedef {import("../data").EventData} EventData */

/** Shows the detections with what they found, the gravest first. @param {ReportData} data */
function showFindings({ detections, totals }) {
  const parts = detections.filter(({ findings }) => findings > 0).map(detectionPart);
  byId("detections").append(...parts.map(({ element }) => element));
  showQuiet(detections.filter(({ findings }) => findings === 0));
  whenFiltered(() => {
    const shown = parts.reduce((sum, { refresh }) => sum + refresh(), 0);
    byId("findings-count").textContent = isFiltering()
      ? `${counted(shown, "finding")} of ${number(totals.findings)} in what the filter leaves`
      : `${counted(totals.findings, "finding")} by ${counted(parts.length, "detection")}`;
  });
}

/** One detection. `refresh` applies the filter, and returns how many findings it leaves. @param {DetectionData} detection */
function detectionPart(detection) {
  const groups = detection.groups.map((group) => groupPart(detection, group));
  const count = element("span", { class: "count" });
  const more = detection.allGroups - groups.length;
  const made = element(
    "article",
    { class: `detection ${detection.severity}`, "data-detection": detection.id },
    element(
      "header",
      {},
      pill(detection.severity),
      element("h3", {}, detection.title),
      ...detection.techniques.map((technique) => element("span", { class: "tag" }, technique)),
      count,
    ),
    detection.description === ""
      ? undefined
      : element("p", { class: "soft description" }, detection.description),
    aboutPart(detection),
    element("div", { class: "groups" }, ...groups.map(({ element }) => element)),
    more > 0
      ? element(
          "p",
          { class: "soft bound" },
          `${counted(more, "principal")} more are not in this page.`,
        )
      : undefined,
  );
  const refresh = () => {
    const shown = isChosen(detection.severity)
      ? groups.reduce((sum, { refresh }) => sum + refresh(), 0)
      : 0;
    made.hidden = shown === 0;
    count.textContent = counted(isFiltering() ? shown : detection.findings, "finding");
    return shown;
  };
  return { element: made, refresh };
}

/** The text of a detection, on demand. @param {DetectionData} detection */
function aboutPart({ id, falsePositives, blindSpots, references, sql }) {
  /** @param {string} title @param {(Node | string)[]} items */
  const list = (title, items) =>
    items.length === 0
      ? undefined
      : element(
          "div",
          {},
          element("h4", {}, title),
          element("ul", {}, ...items.map((item) => element("li", {}, item))),
        );
  return element(
    "details",
    { class: "about" },
    element("summary", {}, "What may be harmless, what it does not see, and its SQL"),
    list("May be harmless", falsePositives),
    list("Not seen", blindSpots),
    list("Read on", references.map(linkTo)),
    element("h4", {}, `The view ${id.toUpperCase()}`),
    element("pre", { tabindex: "0" }, sql),
  );
}

/** A link to another page, which learns nothing of this one. @param {string} address */
function linkTo(address) {
  // An address of another kind could be code.
  if (!address.startsWith("https://")) return address;
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, address);
}

/** The findings about one principal. @param {DetectionData} detection @param {GroupData} group */
function groupPart(detection, group) {
  const text = searchable(
    detection.title,
    detection.id,
    group.who,
    group.account,
    group.actions,
    group.targets,
    group.errors,
    group.addresses,
    group.regions,
  );
  const eventTexts = group.events.map((event) => searchable(...Object.values(event).map(String)));
  const list = element("div", { class: "events" });
  const made = element("details", { class: "group" }, groupSummary(group), list);
  /** @type {EventData[]} */
  let events = [];
  const fill = () => {
    if (made.open) list.replaceChildren(...events.map(eventPart), boundOf(group, events.length));
  };
  made.addEventListener("toggle", fill);
  const refresh = () => {
    const isOwn = hasWords(text);
    events = group.events.filter(
      ({ time }, at) => (isOwn || hasWords(eventTexts[at] ?? "")) && isInRange(time, time),
    );
    // What is in the range may be among the events that the page does not have.
    const isShown = (isOwn && isInRange(group.first, group.last)) || events.length > 0;
    made.hidden = !isShown;
    fill();
    return isShown ? group.findings : 0;
  };
  return { element: made, refresh };
}

/** @param {GroupData} group */
function groupSummary(group) {
  /** @param {string} style @param {string} text */
  const part = (style, text) => (text === "" ? undefined : element("span", { class: style }, text));
  return element(
    "summary",
    {},
    element("span", { class: "who" }, element("b", {}, group.who), part("soft", group.account)),
    element("span", { class: "when" }, spanOf(group.first, group.last)),
    element("span", { class: "times" }, `${number(group.findings)}×`),
    element(
      "span",
      { class: "what" },
      part("action", group.actions),
      part("target", group.targets),
      part("error", group.errors),
    ),
    element("span", { class: "where" }, part("address", group.addresses), part("", group.regions)),
  );
}

/** How many of a group's events are shown. @param {GroupData} group @param {number} shown */
function boundOf({ findings, events }, shown) {
  const all = counted(findings, "event");
  const text =
    events.length < findings
      ? `${number(shown)} of ${all}: this page has the first ${number(events.length)} of them.`
      : `${number(shown)} of ${all}.`;
  return element("p", { class: "soft bound" }, text);
}

/** One event, which unfolds to its record. @param {EventData} event */
function eventPart(event) {
  const record = element("pre", { tabindex: "0" });
  const made = element(
    "details",
    { class: "event" },
    element(
      "summary",
      {},
      element("time", {}, secondOf(event.time)),
      element("span", { class: "action" }, event.name, " ", element("small", {}, event.service)),
      element("span", { class: "target" }, event.target),
      element("span", { class: "error" }, event.error),
      element(
        "span",
        { class: "address" },
        event.address,
        " ",
        element("small", {}, event.location),
      ),
      element("span", {}, event.region),
    ),
    element(
      "p",
      { class: "soft" },
      [event.agent, event.id, event.file].filter((text) => text !== "").join(" · "),
    ),
    record,
  );
  made.addEventListener("toggle", () => {
    record.textContent = indented(event.record);
  });
  return made;
}

/** The detections that ran and found nothing. @param {DetectionData[]} detections */
function showQuiet(detections) {
  if (detections.length === 0) return;
  byId("quiet").append(
    element(
      "p",
      { class: "soft" },
      `${counted(detections.length, "detection")} found nothing: ` +
        detections.map(({ title }) => title).join(", "),
    ),
  );
}
