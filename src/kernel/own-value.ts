/**
 * What an object holds under a name that can be any text; undefined for what it merely inherits (`constructor`,
 * `__proto__`). `npm run check` refuses `object[name]` with such a name.
 */
export function ownValue<Value>(object: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
