"use strict";

const root = document.documentElement;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

/** @type {(() => void)[]} */
const themed = [];

/** Calls a function whenever the colours have changed. @param {() => void} act */
function whenThemed(act) {
  themed.push(act);
}

/** Follows the system's colours, until the reader or the printer wants others. */
function showTheme() {
  const change = () => {
    byId("theme").textContent = isDark() ? "Light" : "Dark";
    for (const act of themed) act();
  };
  /** @param {string} scheme */
  const use = (scheme) => {
    root.style.colorScheme = scheme;
    change();
  };
  byId("theme").addEventListener("click", () => use(isDark() ? "light" : "dark"));
  darkSystem.addEventListener("change", change);
  /** What a sheet of paper shows as well: light colours, and everything that is folded. */
  let before = "";
  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  addEventListener("beforeprint", () => {
    before = root.style.colorScheme;
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const groups = document.querySelectorAll("details.group");
    unfolded = [...groups].filter(({ open }) => !open);
    for (const details of unfolded) {
      details.open = true;
      // The browser tells it of the change only when the page has been printed: it has to fill itself now.
      details.dispatchEvent(new Event("toggle"));
    }
    use("light");
  });
  addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
    use(before);
  });
  change();
}

function isDark() {
  const { colorScheme } = root.style;
  return colorScheme === "" ? darkSystem.matches : colorScheme === "dark";
}

/** A colour of the style sheet as it is now. @param {string} name Such as `--line`. */
function colorOf(name) {
  const probe = element("span", {});
  probe.style.color = `var(${name})`;
  root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
