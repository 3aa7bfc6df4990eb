/** The keys that can be written: neither methods nor getters. */
type WritableKeys<T> = {
  [K in keyof T]-?: T[K] extends (...args: never[]) => unknown
    ? never
    : IsSame<{ [Q in K]: T[K] }, { -readonly [Q in K]: T[K] }> extends true
      ? K
      : never;
}[keyof T];

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What may be changed of an object: its values, without methods, getters and what is `readonly`. */
export type Changeable<T> = Pick<T, WritableKeys<T>>;

/** What an UPDATE may change: a `readonly` column, named all the same, does not compile. */
export type Changes<T> = Partial<Changeable<T>> & { readonly [K in Exclude<MovedKeys<T>, WritableKeys<T>>]?: never };

/** Columns that are `readonly` in their entities, because only a table of states changes them. */
type MovedKeys<T> = Extract<keyof T, "state" | "proof">;

/** The values of an object, without its methods and getters. */
export type Properties<T> = Pick<T, WritableKeys<T> | MovedKeys<T>>;

/** An instance with all its values: the compiler says which one is missing, misspelt or of another type. */
export function newInstance<T extends object>(Type: new () => T, values: Properties<T>): T {
  return Object.assign(new Type(), values);
}

/** Some of an object's values, by their names. */
export function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) picked[key] = from[key];
  return picked as Pick<T, K>;
}
