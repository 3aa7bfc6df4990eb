/** How a language writes its dates: one of `OWN_NAMES`. */
export interface DateHabits {
  /** BCP 47. */
  readonly locale: string;
  /** The day's number on the first of a month whose name follows. */
  readonly firstOfMonth: string;
}

/** Every date that people read is written by one of these: `Intl` says "1 mars" where French says "1er mars". */
export function dateWriter(
  { locale, firstOfMonth }: DateHabits,
  options: Intl.DateTimeFormatOptions,
): (at: number | Date) => string {
  const format = new Intl.DateTimeFormat(locale, options);
  return (at) => {
    const parts = format.formatToParts(at);
    const isMonthNamed = parts.some(({ type, value }) => type === "month" && !/^\d+$/.test(value));
    const isFirst = ({ type, value }: Intl.DateTimeFormatPart) => isMonthNamed && type === "day" && value === "1";
    return plainSpaces(parts.map((part) => (isFirst(part) ? firstOfMonth : part.value)).join(""));
  };
}

// Some mail programs show the narrow no-break space of French times and numbers as a box.
export function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u2009]/g, "\u00a0");
}
