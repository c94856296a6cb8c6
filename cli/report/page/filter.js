"use strict";

/**
 * What the reader wants to see. No severity chosen means all of them.
 *
 * @type {{ words: string[]; severities: Set<Severity>; range: { from: number; to: number } | undefined }}
 */
const filter = { words: [], severities: new Set(), range: undefined };

/** @type {(() => void)[]} */
const filtered = [];

/** Calls a function now, and whenever the filter has changed. @param {() => void} act */
function whenFiltered(act) {
  filtered.push(act);
  act();
}

/** Changes the filter, and shows what it leaves. @param {Partial<typeof filter>} change */
function changeFilter(change) {
  Object.assign(filter, change);
  for (const act of filtered) act();
}

/** A text as it is searched in. @param {(string | undefined)[]} parts */
function searchable(...parts) {
  return parts.join("\n").toLowerCase();
}

/** Whether all words of the search occur. @param {string} text What `searchable` gives. */
function hasWords(text) {
  return filter.words.every((word) => text.includes(word));
}

/** Whether something that lasted reaches into the range. @param {number | undefined} first @param {number | undefined} last */
function isInRange(first, last) {
  const { range } = filter;
  if (range === undefined) return true;
  return first !== undefined && last !== undefined && first < range.to && last >= range.from;
}

/** @param {Severity} severity */
function isChosen(severity) {
  return filter.severities.size === 0 || filter.severities.has(severity);
}

function isFiltering() {
  return filter.words.length > 0 || filter.severities.size > 0 || filter.range !== undefined;
}

/** Searches for a text as a whole, as if the reader had typed it. @param {string} text */
function searchFor(text) {
  searchField().value = text;
  changeFilter({ words: wordsOf(text) });
  byId("findings").scrollIntoView();
}

/** @param {string} text */
function wordsOf(text) {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

function searchField() {
  return /** @type {HTMLInputElement} */ (byId("search"));
}

/** Makes the search field, the severities' buttons and the chosen range work. @param {ReportData} data */
function showToolbar(data) {
  byId("toolbar").addEventListener("submit", (event) => event.preventDefault());
  searchField().addEventListener("input", () => {
    changeFilter({ words: wordsOf(searchField().value) });
  });
  const found = data.detections.filter(({ findings }) => findings > 0);
  for (const severity of gravest) {
    if (!found.some((detection) => detection.severity === severity)) continue;
    const chip = button(severity, `chip ${severity}`, () => {
      const severities = new Set(filter.severities);
      if (!severities.delete(severity)) severities.add(severity);
      changeFilter({ severities });
    });
    whenFiltered(() => {
      chip.setAttribute("aria-pressed", String(filter.severities.has(severity)));
    });
    byId("severities").append(chip);
  }
  byId("range").addEventListener("click", () => changeFilter({ range: undefined }));
  byId("clear").addEventListener("click", () => {
    searchField().value = "";
    changeFilter({ words: [], severities: new Set(), range: undefined });
  });
  whenFiltered(() => {
    const { range } = filter;
    byId("range").hidden = range === undefined;
    byId("range").textContent = range === undefined ? "" : `${spanOf(range.from, range.to)} ✕`;
    byId("clear").hidden = !isFiltering();
  });
}
