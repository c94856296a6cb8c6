/** The parts of a full name, without the quotes that SQL writes each with. */
export function partsOf(fullName: string): string[] {
  return [...fullName.matchAll(/"((?:[^"]|"")+)"/g)].map(([, part = ""]) =>
    part.replaceAll('""', '"'),
  );
}
