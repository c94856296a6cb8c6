"use strict";

/** @typedef {import("../data").Reason} Reason */

/** Shows which files were read, and which were not and why. @param {ReportData} data */
function showFiles({ totals, unread, noLogs }) {
  byId("files-count").textContent = `${counted(totals.files, "log file")} read`;
  byId("files-list").append(
    ...reasons("Not read, and may hold events", "lost", unread),
    ...reasons("Not read, since they are no logs", "", noLogs),
  );
  if (unread.length + noLogs.length === 0) {
    byId("files-list").append(
      element("p", {}, "Every file that was found is a log, and was read."),
    );
  }
}

/** @param {string} title @param {string} style @param {Reason[]} of */
function reasons(title, style, of) {
  if (of.length === 0) return [];
  return [
    element("h3", { class: style }, title),
    ...of.map(({ reason, files, paths }) =>
      element(
        "details",
        { open: "" },
        element(
          "summary",
          {},
          reason,
          " ",
          element("span", { class: "count" }, counted(files, "file")),
        ),
        element(
          "ul",
          { class: "paths" },
          ...paths.map((path) => element("li", {}, path)),
          files > paths.length
            ? element("li", { class: "soft" }, `and ${number(files - paths.length)} more`)
            : undefined,
        ),
      ),
    ),
  ];
}
