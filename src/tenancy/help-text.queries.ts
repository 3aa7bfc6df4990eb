import type { EntityManager } from "typeorm";
import { ownValue } from "../kernel/index.js";
import { resellersOnPaths } from "./reseller.queries.js";

/**
 * Of the nearest reseller, upwards, that wrote any: in the wanted language, else in the one of the reseller, else in any.
 * Null where nobody wrote, and for the platform itself.
 */
export async function helpTextFor(
  manager: EntityManager,
  resellerPath: string | null,
  language: string,
): Promise<string | null> {
  if (resellerPath === null) return null;
  const onPath = await resellersOnPaths(manager, [resellerPath]);
  const nearest = onPath.reverse().find(({ helpTexts }) => helpTexts !== null);
  const texts = nearest?.helpTexts ?? {};
  const [first = null] = Object.values(texts);
  return ownValue(texts, language) ?? ownValue(texts, nearest?.language ?? "") ?? first;
}
