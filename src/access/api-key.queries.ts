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
import { ApiKey, type ApiKeyKind } from "./api-key.entity.js";
import { makerIdOf } from "./maker.js";

const COLUMNS = { resellerPath: "apiKey.resellerPath", domainId: "apiKey.domainId" };
const MADE_BY = "apiKey.madeById = :makerId";

const BY_ID: KeysetColumn<ApiKey> = { column: "apiKey.id", valueOf: (row) => row.id };
const BY_PATH: KeysetColumn<ApiKey> = { column: "apiKey.resellerPath", valueOf: (row) => row.resellerPath ?? "" };

export interface ApiKeyQuery {
  /** The caller's scope, or a part of it. */
  readonly scope: Scope;
  readonly kind?: ApiKeyKind | null;
  readonly isRevoked?: boolean | null;
  /** Outside id of what made them. */
  readonly madeBy?: GlobalId | null;
}

/** Oldest first; in a reseller's subtree one reseller after the other. */
export async function listApiKeys(
  database: Database,
  { scope, kind, isRevoked, madeBy }: ApiKeyQuery,
  page: PageRequest,
): Promise<Page<ApiKey>> {
  const query = withinScope(database.reader.createQueryBuilder(ApiKey, "apiKey"), scope, COLUMNS);
  if (kind) query.andWhere("apiKey.kind = :kind", { kind });
  if (typeof isRevoked === "boolean") query.andWhere(`apiKey.revokedAt IS ${isRevoked ? "NOT NULL" : "NULL"}`);
  if (madeBy) query.andWhere(MADE_BY, { makerId: makerIdOf(madeBy) ?? "" });
  const isByPath = scope.kind === "RESELLER" && !madeBy;
  return keysetPage(query, isByPath ? [BY_PATH, BY_ID] : [BY_ID], page);
}

export async function findApiKey(manager: EntityManager, scope: Scope, id: string): Promise<ApiKey | null> {
  const apiKey = await manager.findOneBy(ApiKey, { id });
  return apiKey !== null && scopeCovers(scope, apiKey) ? apiKey : null;
}

/** Throws NOT_FOUND for another tenant's as for one that does not exist. */
export async function requireApiKey(manager: EntityManager, scope: Scope, id: string): Promise<ApiKey> {
  const apiKey = await findApiKey(manager, scope, id);
  if (apiKey === null) throw notFound("ApiKey");
  return apiKey;
}

export function apiKeyForAudit({ id, name, resellerPath, domainId }: ApiKey) {
  return { kind: "ApiKey", id, label: name, resellerPath, domainId };
}
