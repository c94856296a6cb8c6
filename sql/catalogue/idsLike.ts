/** How many ids a message names. */
const most = 3;

/**
 * What a message says at its end to whoever named a detection that does not exist: the ids that share most words with it, and where
 * all of them are listed.
 */
export function idsLike(id: string, ids: readonly string[]): string {
  const words = new Set(wordsOf(id));
  const shared = (other: string): number => wordsOf(other).filter((word) => words.has(word)).length;
  const like = ids
    .filter((other) => shared(other) > 0)
    .sort((a, b) => shared(b) - shared(a) || a.length - b.length || (a < b ? -1 : 1))
    .slice(0, most);
  const meant = like.length > 0 ? `Is it ${like.join(" or ")}? ` : "";
  return `${meant}All ids are listed by "snowtrail list"`;
}

const wordsOf = (id: string): string[] => id.toLowerCase().split(/[^a-z0-9]+/);
