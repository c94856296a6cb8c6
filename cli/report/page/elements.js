"use strict";

/** @typedef {import("../data").ReportData} ReportData */
/** @typedef {import("../../../sql/catalogue").Severity} Severity */

/** How grave a finding is, the gravest first. @type {readonly Severity[]} */
const gravest = ["critical", "high", "medium", "low", "info"];

/**
 * Makes an element. A text among the children is text and nothing else, whatever it holds.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string | undefined)[]} children
 */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A button that does something. @param {string} text @param {string} style @param {() => void} act */
function button(text, style, act) {
  const made = element("button", { type: "button", class: style }, text);
  made.addEventListener("click", act);
  return made;
}

/** The element of the page with an id. @param {string} id */
function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element "${id}".`);
  return found;
}

/** A severity as a coloured label. @param {Severity} severity @param {string} [text] Defaults to its name. */
function pill(severity, text = severity) {
  return element("span", { class: `pill ${severity}` }, text);
}
