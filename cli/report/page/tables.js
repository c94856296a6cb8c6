"use strict";

/** @typedef {import("../data").RowData} RowData */

/** Rows of a table that are shown until the reader wants all. */
const firstRows = 12;

/**
 * The columns: a heading, what is sorted by, and what a cell shows.
 *
 * @type {{ label: string; key: (row: RowData) => number | string; cell: (row: RowData) => (Node | string)[]; style?: string }[]}
 */
const columns = [
  { label: "Name", key: ({ name }) => name, cell: nameCell, style: "name" },
  {
    label: "Findings",
    key: ({ findings, severity }) =>
      severity === undefined ? 0 : (gravest.length - gravest.indexOf(severity)) * 1e9 + findings,
    cell: ({ findings, severity }) =>
      severity === undefined ? [""] : [pill(severity, number(findings))],
    style: "number",
  },
  {
    label: "First seen",
    key: ({ first }) => first ?? 0,
    cell: ({ first }) => [minuteOf(first)],
    style: "time",
  },
  {
    label: "Last seen",
    key: ({ last }) => last ?? 0,
    cell: ({ last }) => [minuteOf(last)],
    style: "time",
  },
  {
    label: "Calls",
    key: ({ calls }) => calls,
    cell: ({ calls }) => [number(calls)],
    style: "number",
  },
  {
    label: "Errors",
    key: ({ errors }) => errors,
    cell: ({ errors }) => [errors === 0 ? element("span", { class: "soft" }, "0") : number(errors)],
    style: "number",
  },
  {
    label: "Regions",
    key: ({ regions }) => regions.length,
    cell: ({ regions }) => listCell(regions),
    style: "list",
  },
  {
    label: "Services",
    key: ({ services }) => services.length,
    cell: ({ services }) => listCell(services),
    style: "list",
  },
];

/** Shows who called, or from where. @param {"principals" | "addresses"} id @param {import("../data").Rows} rows @param {string} noun @param {string} plural */
function showTable(id, rows, noun, plural) {
  const texts = new Map(
    rows.shown.map((row) => [
      row,
      searchable(row.name, row.location, ...row.regions, ...row.services),
    ]),
  );
  let sorting = { column: 1, sign: -1 };
  let isWhole = false;
  const body = element("tbody", {});
  const heads = columns.map(({ label, style = "" }, at) => {
    const name = at === 0 ? noun : label;
    return element(
      "th",
      { scope: "col", class: style },
      button(name[0]?.toUpperCase() + name.slice(1), "sort", () => {
        sorting = { column: at, sign: sorting.column === at ? -sorting.sign : at === 0 ? 1 : -1 };
        fill();
      }),
    );
  });
  const more = button("", "quiet more", () => {
    isWhole = !isWhole;
    fill();
  });
  const fill = () => {
    const { column, sign } = sorting;
    for (const [at, head] of heads.entries()) {
      const order = at !== column ? "none" : sign > 0 ? "ascending" : "descending";
      head.setAttribute("aria-sort", order);
    }
    const left = rows.shown.filter(
      (row) => hasWords(texts.get(row) ?? "") && isInRange(row.first, row.last),
    );
    const key = columns[column]?.key ?? (() => 0);
    left.sort((a, b) => sign * compare(key(a), key(b)) || b.calls - a.calls);
    body.replaceChildren(...left.slice(0, isWhole ? undefined : firstRows).map(rowOf));
    more.hidden = left.length <= firstRows;
    more.textContent = isWhole ? `Show the first ${firstRows}` : `Show all ${number(left.length)}`;
    const all = counted(rows.all, noun, plural);
    byId(`${id}-count`).textContent = [
      left.length < rows.shown.length ? `${number(left.length)} of ${all}` : all,
      ...(rows.shown.length < rows.all
        ? [
            `this page has ${number(rows.shown.length)}: those with findings, and those with the most calls`,
          ]
        : []),
    ].join(" · ");
  };
  byId(`${id}-table`).append(
    element(
      "div",
      { class: "panel table" },
      element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body),
      more,
    ),
  );
  whenFiltered(fill);
}

/** @param {RowData} row */
function rowOf(row) {
  return element(
    "tr",
    {},
    ...columns.map(({ label, cell, style = "" }) =>
      element("td", { class: style, "data-label": label }, ...cell(row)),
    ),
  );
}

/** @param {RowData} row @returns {(Node | string)[]} */
function nameCell({ name, location }) {
  const [, own = name, account] = /^(.+) (of \d{12})$/.exec(name) ?? [];
  const link = button(own, "link", () => searchFor(own));
  link.title = "Search for this";
  return [
    link,
    ...[location, account ?? ""].filter(Boolean).map((text) => element("small", {}, text)),
  ];
}

/** The first names, and the others where the mouse rests. @param {string[]} names @returns {(Node | string)[]} */
function listCell(names) {
  const few = 3;
  if (names.length <= few + 1) return [names.join(", ")];
  const text = `${names.slice(0, few).join(", ")} +${names.length - few}`;
  return [element("span", { title: names.join(", ") }, text)];
}

/** @param {number | string} a @param {number | string} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
