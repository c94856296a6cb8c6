/** Whether the provider takes two texts for one: without letter case and white space, so such an edit deploys nothing. */
export function isSameText(before: unknown, after: unknown): boolean {
  const folded = (text: unknown): string => String(text).toLowerCase().replace(/\s+/g, "");
  return folded(before) === folded(after);
}
