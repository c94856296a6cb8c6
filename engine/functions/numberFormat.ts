import { literal } from "../semantics/quote";

/** A numeric format, taken apart. */
type Model =
  | { kind: "minimal" }
  | { kind: "hexadecimal"; digits: number; isPadded: boolean; isLower: boolean; sign: Sign }
  | Fixed;

/** Where a sign stands: before the digits where only a minus shows, before or behind them, or behind as a minus only. */
type Sign = "minus" | "S" | "trailing S" | "trailing MI";

interface Fixed {
  kind: "fixed";
  /** The positions of digits before the point, `0` or `9`, with `,` between groups. */
  whole: string;
  /** The positions behind the point. */
  fraction: string;
  hasPoint: boolean;
  hasDollar: boolean;
  /** Whether a zero before the point is blank. */
  isBlank: boolean;
  /** Whether no blanks fill what the digits leave free. */
  isCompact: boolean;
  sign: Sign;
}

/**
 * A number as a text of a numeric format: `TM9`, fixed positions of `0`, `9`, `,`, `G`, `.`, `D`, `$`, `B`, `S`,
 * `MI`, `FM`, hexadecimal `X`, and texts in double quotes around them.
 *
 * Source: "SQL format models". A number that has more digits than there are positions shows `#` in all of them.
 *
 * @param number The number, in DuckDB's SQL.
 * @returns The text in DuckDB's SQL, or undefined for a format that is no such.
 */
export function numberText(number: string, format: string): string | undefined {
  const [, before = "", model = "", behind = ""] =
    /^((?:"(?:[^"]|"")*")*)([^"]+)((?:"(?:[^"]|"")*")*)$/.exec(format) ?? [];
  const parsed = parse(model);
  if (!parsed) return undefined;
  const text = textOf(number, parsed);
  const parts = [before, behind].map((quoted) =>
    literal(quoted.replace(/"((?:[^"]|"")*)"/g, "$1").replaceAll('""', '"')),
  );
  return before || behind ? `(${parts[0]} || ${text} || ${parts[1]})` : text;
}

function parse(model: string): Model | undefined {
  if (/^TM9$/i.test(model)) return { kind: "minimal" };
  const [, sign, padded, digits] = /^(S)?(0)?(X+|x+)$/.exec(model) ?? [];
  if (digits !== undefined) {
    const count = digits.length + (padded ? 1 : 0);
    // More digits would not fit into the whole numbers that DuckDB shows in hexadecimal.
    if (count > 15) return undefined;
    return {
      kind: "hexadecimal",
      digits: count,
      isPadded: padded !== undefined,
      isLower: digits.startsWith("x"),
      sign: sign ? "S" : "minus",
    };
  }
  const found = /^(FM)?(S)?(\$)?(B)?([09][09,G]*)?([.D])?([09]*)(S|MI)?$/i.exec(model);
  if (!found) return undefined;
  const [, compact, before, dollar, blank, whole = "", point, fraction = "", behind] = found;
  const positions = (whole + fraction).replace(/[,G]/gi, "");
  if (positions === "" || positions.length > 37 || (before && behind)) return undefined;
  return {
    kind: "fixed",
    whole: whole.replace(/G/gi, ","),
    fraction,
    hasPoint: point !== undefined,
    hasDollar: dollar !== undefined,
    isBlank: blank !== undefined,
    isCompact: compact !== undefined,
    sign: before ? "S" : behind ? (/^s$/i.test(behind) ? "trailing S" : "trailing MI") : "minus",
  };
}

function textOf(number: string, model: Model): string {
  if (model.kind === "minimal") return `CAST(${number} AS VARCHAR)`;
  const isFixed = model.kind === "fixed";
  const scale = isFixed ? model.fraction.length : 0;
  const rounded = `TRY_CAST(${number} AS DECIMAL(38, ${scale}))`;
  const text = isFixed ? fixed(model) : hexadecimal(model);
  // A list of one binds the rounded number to a name.
  return `CASE WHEN ${number} IS NOT NULL THEN list_transform([${rounded}], lambda n: ${text})[1] END`;
}

// Without a sign, a negative number is its complement.
function hexadecimal({
  digits,
  isPadded,
  isLower,
  sign,
}: Extract<Model, { kind: "hexadecimal" }>): string {
  const end = 16 ** digits;
  const whole = sign === "S" ? "abs(n)" : `CASE WHEN n < 0 THEN n + ${end} ELSE n END`;
  const shown = `to_hex(CAST(${whole} AS BIGINT))`;
  const text = `lpad(${isLower ? `lower(${shown})` : shown}, ${digits}, '${isPadded ? "0" : " "}')`;
  const signed = sign === "S" ? `CASE WHEN n < 0 THEN '-' ELSE '+' END || ${text}` : text;
  return `CASE WHEN abs(n) < ${end} THEN ${signed} ELSE '${"#".repeat(digits)}' END`;
}

function fixed(model: Fixed): string {
  const { whole, fraction, hasPoint, hasDollar, isBlank, isCompact, sign } = model;
  const positions = whole.replaceAll(",", "");
  const all = `split_part(CAST(abs(n) AS VARCHAR), '.', 1)`;
  const significant = `CASE WHEN ${all} = '0' THEN ${isBlank ? 0 : 1} ELSE length(${all}) END`;
  const forced = positions.includes("0") ? positions.length - positions.indexOf("0") : 0;
  const shown = `least(greatest(${significant}, ${forced}), ${positions.length})`;
  const digits = `right(${grouped(whole, all)}, [${widths(whole).join(", ")}][${shown} + 1])`;
  const minus = `CASE WHEN n < 0 THEN '-' ELSE '' END`;
  const plus = `CASE WHEN n < 0 THEN '-' ELSE '+' END`;
  const prefix = [
    ...(sign === "minus" ? [minus] : sign === "S" ? [plus] : []),
    ...(hasDollar ? ["'$'"] : []),
  ];
  const body = (text: string): string => {
    const joined = [...prefix, text].join(" || ");
    const before = whole.length + (hasDollar ? 1 : 0) + (sign.startsWith("trailing") ? 0 : 1);
    return isCompact ? joined : `lpad(${joined}, ${before}, ' ')`;
  };
  const point = hasPoint ? "." : "";
  const suffix =
    sign === "trailing S"
      ? ` || ${plus}`
      : sign === "trailing MI"
        ? ` || CASE WHEN n < 0 THEN '-' ELSE '${isCompact ? "" : " "}' END`
        : "";
  const decimals = fraction === "" ? "" : ` || ${fractional(fraction, isCompact)}`;
  const fits = `${body(digits)} || '${point}'${decimals}${suffix}`;
  const full = whole.replace(/\d/g, "#");
  const overflows = `${body(`'${full}'`)} || '${point}${"#".repeat(fraction.length)}'${suffix}`;
  return `CASE WHEN n IS NULL OR abs(n) >= 1${"0".repeat(positions.length)} THEN ${overflows} ELSE ${fits} END`;
}

/** All positions of the whole number with leading zeros, with commas between groups. */
function grouped(whole: string, digits: string): string {
  const groups = whole.split(",").map((group) => group.length);
  const padded = `lpad(${digits}, ${groups.reduce((sum, length) => sum + length, 0)}, '0')`;
  let start = 1;
  const parts = groups.map((length) => {
    const part = `substr(${padded}, ${start}, ${length})`;
    start += length;
    return part;
  });
  return `(${parts.join(" || ',' || ")})`;
}

/** How wide the last digits are with the commas between them, by their number from none to all. */
function widths(whole: string): number[] {
  const ends = [...whole].flatMap((position, index) =>
    position === "," ? [] : [whole.length - index],
  );
  return [0, ...ends.reverse()];
}

// Zeros at the end are blank from the last position on that is a 9.
function fractional(fraction: string, isCompact: boolean): string {
  const kept = fraction.lastIndexOf("0") + 1;
  const all = "split_part(CAST(abs(n) AS VARCHAR), '.', 2)";
  if (kept === fraction.length) return all;
  const text = `substr(${all}, 1, ${kept}) || rtrim(substr(${all}, ${kept + 1}), '0')`;
  return isCompact ? text : `rpad(${text}, ${fraction.length}, ' ')`;
}
