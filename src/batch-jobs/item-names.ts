import { ADDRESS_LENGTH } from "../database/index.js";
import { ownValue } from "../kernel/index.js";

/** By which of its fields an item is known that is no id itself: the first that it has. */
export const ITEM_NAMES = ["address", "name", "profileId", "authorizationId", "accountId"] as const;

/** What the caller knows an item by, cut to what a column holds; never anything secret of it. */
export function nameOfItem(item: unknown): string | null {
  if (typeof item === "string") return item.slice(0, ADDRESS_LENGTH);
  if (typeof item !== "object" || item === null) return null;
  const names = ITEM_NAMES.map((field) => ownValue(item as Readonly<Record<string, unknown>>, field));
  return names.find((name) => typeof name === "string")?.slice(0, ADDRESS_LENGTH) ?? null;
}
