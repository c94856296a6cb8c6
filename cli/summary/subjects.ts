/** What a summary has one row for. */
export const subjects = ["principal", "address", "service", "region"] as const;
export type Subject = (typeof subjects)[number];

export function isSubject(text: string): text is Subject {
  return (subjects as readonly string[]).includes(text);
}
