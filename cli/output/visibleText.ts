// Control characters move a terminal's cursor and switch its colours; bidirectional controls and invisible
// characters make text read as what it is not. What a log file says comes from whoever made the request.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}]/gu;

// Almost all that logs hold. To tell that takes a tenth of the time of a search for what Unicode calls unsafe.
const plain = /^[ -~]*$/;

/** Text in which every character shows: what does not is written as `\n`, `\t` or `\u202e`. */
export function visible(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(unsafe, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    return escaped(character);
  });
}

/** JSON text with the same meaning in which every character shows. It may be printed on a terminal. */
export function visibleJson(json: string): string {
  if (plain.test(json)) return json;
  // Outside of strings JSON has no such character but white space, which stays.
  return json.replace(unsafe, (character) =>
    /[\n\t\r]/.test(character) ? character : escaped(character),
  );
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }).join("");
}

/** How many columns of a terminal a text takes that is visible. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

const zeroWidth = /^\p{M}$/u;
// The East Asian wide and full-width blocks, and emoji.
const doubleWidth =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

function characterWidth(character: string): number {
  if (character <= "\u02ff") return 1;
  if (zeroWidth.test(character)) return 0;
  return doubleWidth.test(character) ? 2 : 1;
}

/**
 * Breaks visible text into lines of at most `width` columns: after spaces where it can, and inside of a
 * word that is longer than a line, such as an ARN, behind one of its separators or anywhere.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (displayWidth(rest) > width) {
    const fits = fitting(rest, width);
    const cut = rest[fits.length] === " " ? fits.length : breakingPoint(fits);
    lines.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}

function breakingPoint(fits: string): number {
  const space = fits.lastIndexOf(" ") + 1;
  if (space > fits.length / 3) return space;
  const separator = Math.max(...[..."/:,.-_@"].map((mark) => fits.lastIndexOf(mark))) + 1;
  return separator > fits.length / 2 ? separator : space > 0 ? space : fits.length;
}

/** The longest start of a text that fits, and at least one character. */
function fitting(text: string, width: number): string {
  let fits = "";
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width && fits !== "") break;
    fits += character;
  }
  return fits;
}

/** Text of at most `width` columns; what was cut off shows as `…`. */
export function truncate(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `${fitting(text, width - 1)}…`;
}

/** Text filled up with spaces to `width` columns. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
