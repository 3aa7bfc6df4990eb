/** Fields of an answer, those within lists among them. */
export function countFields(data: unknown): number {
  if (Array.isArray(data)) {
    let found = 0;
    for (const each of data) found += countFields(each);
    return found;
  }
  if (typeof data !== "object" || data === null) return 0;
  let found = 0;
  for (const value of Object.values(data)) found += 1 + countFields(value);
  return found;
}
