import { type EntityManager, In, IsNull, Not } from "typeorm";
import { inBatches } from "../database/index.js";
import { parseTimeZone, pathsFromTop, type TimeZone, UTC } from "../kernel/index.js";
import { platformSettings } from "./platform-settings.queries.js";
import { Reseller } from "./reseller.entity.js";

/** The zone of the dates of a reseller's people and customers; of the platform for null. */
export type ZoneAt = (resellerPath: string | null | undefined) => TimeZone;

/**
 * Zones in force at these resellers: that of the nearest one on the path that has set any, else the platform's, else UTC.
 * Paths that were not named count as the platform.
 */
export async function timeZonesAt(
  manager: EntityManager,
  resellerPaths: Iterable<string | null | undefined>,
): Promise<ZoneAt> {
  const known = new Set<string>();
  for (const path of resellerPaths) if (path) known.add(path);
  const onPaths = [...new Set([...known].flatMap(pathsFromTop))].sort();
  const names = new Map<string, string | null>();
  for (const paths of inBatches(onPaths)) {
    const rows = await manager.find(Reseller, {
      select: { id: true, path: true, timeZone: true },
      where: { path: In(paths), timeZone: Not(IsNull()) },
    });
    for (const { path, timeZone } of rows) names.set(path, timeZone);
  }
  const ofPlatform = (await platformSettings(manager)).timeZone;
  const zones = new Map<string, TimeZone>();
  for (const path of known) {
    const nearestFirst = pathsFromTop(path).reverse();
    zones.set(path, nearestZone([...nearestFirst.map((each) => names.get(each) ?? null), ofPlatform]));
  }
  const platformZone = nearestZone([ofPlatform]);
  return (path) => zones.get(path ?? "") ?? platformZone;
}

export async function timeZoneAt(manager: EntityManager, resellerPath: string | null | undefined): Promise<TimeZone> {
  return (await timeZonesAt(manager, [resellerPath]))(resellerPath);
}

/** The first that is set. A name that this runtime does not know, from a row of a newer one, counts as none. */
export function nearestZone(names: readonly (string | null)[]): TimeZone {
  for (const name of names) {
    const zone = name === null ? null : parseTimeZone(name);
    if (zone !== null) return zone;
  }
  return UTC;
}
