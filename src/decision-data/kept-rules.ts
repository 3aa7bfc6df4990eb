import type { DataSource, EntityManager } from "typeorm";
import { PolicyCache } from "./policy-cache.js";

const caches = new WeakMap<DataSource, PolicyCache>();

/**
 * Rules of the platform that are kept between calls, for whatever reads outside transactions. Null for one over a
 * connection of its own: a transaction sees what it has changed itself, and keeps none.
 */
export function keptRulesFor(manager: EntityManager): PolicyCache | null {
  if (manager.queryRunner !== undefined) return null;
  const { dataSource } = manager;
  const known = caches.get(dataSource) ?? new PolicyCache();
  caches.set(dataSource, known);
  return known;
}
