/**
 * A view's comment. The provider reads a view's text back by searching for the end of what stands before it,
 * and brackets or commas in a comment lead it astray; so they become spaces.
 */
export function viewComment(text: string): string {
  return text.replace(/[(),\s]+/g, " ").trim();
}
