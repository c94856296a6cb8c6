import { isBlank, piecesOf } from "./statement";

const plainBegin = ["select", "*", "from", "cloudtrail", "where"];

/**
 * Words with which another clause or another query begins. As the name of a key they are rare, and then a statement is
 * merely not taken for a plain one.
 */
const otherThanCondition = new Set(
  `connect except fetch for group having intersect limit match_recognize minus offset order over qualify select
  start table union values window with`.split(/\s+/),
);

/**
 * The condition of a SELECT that is nothing but `select * from cloudtrail where <condition>`, without the comments in it.
 * It can stand beside others over the same rows.
 *
 * @returns Undefined for every other SELECT, and for one of which that is not certain.
 */
export function plainCondition(select: string): string | undefined {
  const code = withoutComments(select);
  const places = code.flatMap((piece, at) => (isBlank(piece) ? [] : [at]));
  const isPlain = plainBegin.every((word, at) => code[places[at] ?? -1]?.toLowerCase() === word);
  const condition = code.slice(places[plainBegin.length] ?? code.length);
  return isPlain && isOneCondition(condition) ? condition.join("").trim() : undefined;
}

/** The pieces of a text. White space and comments between two of them are one piece, which keeps the indentation. */
function withoutComments(text: string): string[] {
  const pieces: string[] = [];
  for (const [piece] of piecesOf(text)) {
    const before = pieces.at(-1) ?? "";
    const space = piece.trim() === "" ? piece : " ";
    if (!isBlank(piece)) pieces.push(piece);
    else if (!isBlank(before)) pieces.push(space);
    else pieces[pieces.length - 1] = space.includes("\n") ? space.replace(/^.*\n/s, "\n") : before;
  }
  return pieces;
}

function isOneCondition(pieces: readonly string[]): boolean {
  let depth = 0;
  for (const [at, piece] of pieces.entries()) {
    if (/^(['"]|\$\$)/.test(piece)) continue;
    // A comment to Snowflake, and none to whoever took the text to pieces.
    if (piece === "/" && pieces[at + 1] === "/") return false;
    for (const [token] of piece.toLowerCase().matchAll(/[(),]|[\w$]+/g)) {
      if (otherThanCondition.has(token)) return false;
      if (token === "(") depth += 1;
      if (token === ")") depth -= 1;
      if (depth < 0 || (depth === 0 && token === ",")) return false;
    }
  }
  return depth === 0 && pieces.length > 0;
}
