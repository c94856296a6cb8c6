"use strict";

/** @type {ReportData} */
const data = JSON.parse(byId("data").textContent ?? "");

showTheme();
showTotals(data);
showToolbar(data);
showTimeline(data.timeline);
showFindings(data);
showTable("principals", data.principals, "principal", "principals");
showTable("addresses", data.addresses, "address", "addresses");
showFiles(data);
