"use strict";

/** @typedef {import("../data").Timeline} Timeline */
/** @typedef {{ label: string; values: number[]; color: string }} Bars Counts, one a slot, drawn as bars. */

/** The charts that are drawn. @type {uPlot[]} */
let charts = [];

/** Draws events and findings over time, and again when colours or the width change. @param {Timeline | undefined} timeline */
function showTimeline(timeline) {
  if (timeline === undefined) return;
  byId("timeline").hidden = false;
  const redraw = () => drawCharts(timeline);
  let width = 0;
  new ResizeObserver(() => {
    const { clientWidth } = byId("events-chart");
    if (clientWidth === width) return;
    width = clientWidth;
    redraw();
  }).observe(byId("timeline"));
  whenThemed(redraw);
  whenFiltered(() => {
    for (const chart of charts) markRange(chart);
  });
  tellSlot(timeline, undefined);
}

/** @param {Timeline} timeline */
function drawCharts(timeline) {
  for (const chart of charts) chart.destroy();
  const findings = stackedFindings(timeline);
  charts = [];
  if (findings.length > 0) charts.push(chartOf(timeline, "findings-chart", findings, 110));
  byId("findings-chart").hidden = findings.length === 0;
  charts.push(
    chartOf(
      timeline,
      "events-chart",
      [
        { label: "Events", values: timeline.events, color: colorOf("--bar") },
        { label: "Failed calls", values: timeline.errors, color: colorOf("--error") },
      ],
      150,
    ),
  );
  for (const chart of charts) markRange(chart);
}

/** The findings of each severity on top of those that are graver, the highest bars first. @param {Timeline} timeline */
function stackedFindings({ findings, events }) {
  /** @type {Bars[]} */
  const bars = [];
  let below = events.map(() => 0);
  for (const severity of gravest) {
    const own = findings[severity];
    if (own.every((count) => count === 0)) continue;
    below = below.map((count, slot) => count + (own[slot] ?? 0));
    bars.unshift({ label: severity, values: below, color: colorOf(`--${severity}`) });
  }
  return bars;
}

/** @param {Timeline} timeline @param {string} id @param {Bars[]} bars @param {number} height */
function chartOf(timeline, id, bars, height) {
  const { start, step, events } = timeline;
  const place = byId(id);
  const paths = uPlot.paths.bars?.({ size: [0.86, 40], align: 1, radius: 0.12 });
  const axis = {
    stroke: colorOf("--soft"),
    grid: { stroke: colorOf("--line"), width: 1 },
    ticks: { show: false },
    font: "11px system-ui, sans-serif",
  };
  /** @type {uPlot.Options} */
  const options = {
    width: place.clientWidth,
    height,
    padding: [8, 26, 0, 0],
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: {
      y: false,
      points: { show: false },
      sync: { key: "timeline" },
      drag: { x: true, y: false, setScale: false },
    },
    scales: {
      x: { range: [start, start + step * events.length] },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] },
    },
    axes: [
      { ...axis, values: timeLabels(step), grid: { show: false }, space: 70, size: 24 },
      {
        ...axis,
        size: 52,
        space: 28,
        incrs: [
          1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6,
        ],
        values: (_, marks) => marks.map((mark) => number(mark)),
      },
    ],
    series: [
      {},
      ...bars.map(({ label, color }) => ({
        label,
        fill: color,
        stroke: color,
        width: 0,
        ...(paths === undefined ? {} : { paths }),
        points: { show: false },
      })),
    ],
    hooks: {
      setCursor: [(chart) => tellSlot(timeline, slotAt(chart, timeline))],
      setSelect: [(chart) => chooseRange(chart, timeline)],
    },
  };
  const slots = events.map((_, slot) => start + slot * step);
  return new uPlot(options, [slots, ...bars.map(({ values }) => values)], place);
}

/** Labels of the time axis: days, and within a day hours. @param {number} step @returns {uPlot.Axis.Values} */
function timeLabels(step) {
  return (_, marks) =>
    marks.map((mark) => {
      const minute = minuteOf(mark);
      return step >= 86_400 || minute.endsWith("00:00") ? minute.slice(0, 10) : minute.slice(11);
    });
}

/** @param {uPlot} chart @param {Timeline} timeline */
function slotAt(chart, { start, step, events }) {
  const { left } = chart.cursor;
  if (left === undefined || left < 0) return undefined;
  const slot = Math.floor((chart.posToVal(left, "x") - start) / step);
  return slot >= 0 && slot < events.length ? slot : undefined;
}

/** Tells what is under the cursor, or how to use the chart. @param {Timeline} timeline @param {number | undefined} slot */
function tellSlot({ start, step, events, errors, findings }, slot) {
  if (slot === undefined) {
    byId("readout").textContent = "Drag over a span to see only that.";
    return;
  }
  const from = start + slot * step;
  const found = gravest
    .filter((severity) => (findings[severity][slot] ?? 0) > 0)
    .map((severity) => `${number(findings[severity][slot] ?? 0)} ${severity}`);
  byId("readout").textContent = [
    spanOf(from, from + step),
    counted(events[slot] ?? 0, "event"),
    `${number(errors[slot] ?? 0)} failed`,
    found.length === 0 ? "no findings" : found.join(", "),
  ].join(" · ");
}

/** Filters by the slots that were dragged over. @param {uPlot} chart @param {Timeline} timeline */
function chooseRange(chart, { start, step }) {
  const { left, width } = chart.select;
  if (width === 0) return;
  const [from, to] = [left, left + width].map(
    (place) => (chart.posToVal(place, "x") - start) / step,
  );
  const range = {
    from: start + Math.floor(from ?? 0) * step,
    to: start + Math.ceil(to ?? 0) * step,
  };
  if (range.from !== filter.range?.from || range.to !== filter.range.to) changeFilter({ range });
}

/** Shows the range of the filter in a chart. @param {uPlot} chart */
function markRange(chart) {
  const { range } = filter;
  const [left, right] =
    range === undefined ? [0, 0] : [chart.valToPos(range.from, "x"), chart.valToPos(range.to, "x")];
  chart.setSelect({ left, width: right - left, top: 0, height: chart.over.clientHeight }, false);
}
