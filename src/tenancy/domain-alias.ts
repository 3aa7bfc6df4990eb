import { conflict } from "../kernel/index.js";
import type { Domain } from "./domain.entity.js";

/** Throws CONFLICT for a domain alias: it has no accounts, policy, state and place of its own. */
export function requireOwnDomain({ name, aliasOfId }: Pick<Domain, "name" | "aliasOfId">, field?: string): void {
  if (aliasOfId === null) return;
  throw conflict(
    "IS_DOMAIN_ALIAS",
    `${name} is an alias of another domain: what is done to that one holds for it`,
    field,
  );
}
