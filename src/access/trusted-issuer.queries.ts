import type { EntityManager } from "typeorm";
import {
  type Database,
  type KeysetColumn,
  keysetPage,
  type Page,
  type PageRequest,
  withinScope,
} from "../database/index.js";
import { type GlobalId, notFound, type Scope, scopeCovers } from "../kernel/index.js";
import { makerIdOf } from "./maker.js";
import { TrustedIssuer } from "./trusted-issuer.entity.js";

const BY_ID: KeysetColumn<TrustedIssuer> = { column: "issuer.id", valueOf: (row) => row.id };
const BY_PATH: KeysetColumn<TrustedIssuer> = {
  column: "issuer.resellerPath",
  valueOf: (row) => row.resellerPath ?? "",
};

/** Oldest first; in a reseller's subtree one reseller after the other. */
export async function listTrustedIssuers(
  database: Database,
  { scope, madeBy }: { readonly scope: Scope; readonly madeBy?: GlobalId | null },
  page: PageRequest,
): Promise<Page<TrustedIssuer>> {
  const all = database.reader.createQueryBuilder(TrustedIssuer, "issuer");
  const query = withinScope(all, scope, { resellerPath: "issuer.resellerPath" });
  if (madeBy) query.andWhere("issuer.madeById = :makerId", { makerId: makerIdOf(madeBy) ?? "" });
  const isByPath = scope.kind === "RESELLER" && !madeBy;
  return keysetPage(query, isByPath ? [BY_PATH, BY_ID] : [BY_ID], page);
}

export async function findTrustedIssuer(
  manager: EntityManager,
  scope: Scope,
  id: string,
): Promise<TrustedIssuer | null> {
  const issuer = await manager.findOneBy(TrustedIssuer, { id });
  return issuer !== null && scopeCovers(scope, { resellerPath: issuer.resellerPath }) ? issuer : null;
}

/** Throws NOT_FOUND for another tenant's as for one that does not exist. */
export async function requireTrustedIssuer(manager: EntityManager, scope: Scope, id: string): Promise<TrustedIssuer> {
  const issuer = await findTrustedIssuer(manager, scope, id);
  if (issuer === null) throw notFound("TrustedIssuer");
  return issuer;
}

export function issuerForAudit({ id, name, resellerPath }: TrustedIssuer) {
  return { kind: "TrustedIssuer", id, label: name, resellerPath };
}
