declare const isTimeZone: unique symbol;

/** A name of the IANA time zone database that this runtime knows, such as `Europe/Berlin`, or `UTC`. */
export type TimeZone = string & { readonly [isTimeZone]: true };

export const UTC = "UTC" as TimeZone;
