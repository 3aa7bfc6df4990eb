/** A value that is there unless the code is wrong. Throws where it is missing, and not later somewhere else. */
export function required<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new TypeError("a value that must be there is missing");
  return value;
}
