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
import { Administrator, AdministratorRole } from "./administrator.entity.js";
import { makerIdOf } from "./maker.js";

const COLUMNS = { resellerPath: "administrator.resellerPath", domainId: "administrator.domainId" };
const MADE_BY = "administrator.madeById = :makerId";

const BY_ID: KeysetColumn<Administrator> = { column: "administrator.id", valueOf: (row) => row.id };
const BY_PATH: KeysetColumn<Administrator> = {
  column: "administrator.resellerPath",
  valueOf: (row) => row.resellerPath ?? "",
};

export interface AdministratorQuery {
  /** The caller's scope, or a part of it. */
  readonly scope: Scope;
  readonly role?: AdministratorRole | null;
  readonly isDisabled?: boolean | null;
  readonly isEmailConfirmed?: boolean | null;
  /** Outside id of what made them. */
  readonly madeBy?: GlobalId | null;
}

/** Oldest first; in a reseller's subtree one reseller after the other. Each order is one index. */
export async function listAdministrators(
  database: Database,
  { scope, role, isDisabled, isEmailConfirmed, madeBy }: AdministratorQuery,
  page: PageRequest,
): Promise<Page<Administrator>> {
  const query = withinScope(database.reader.createQueryBuilder(Administrator, "administrator"), scope, COLUMNS);
  if (role) query.andWhere("administrator.role = :role", { role });
  // Operators are few among many, and they alone have no path.
  if (role === AdministratorRole.OPERATOR) query.andWhere("administrator.resellerPath IS NULL");
  if (typeof isDisabled === "boolean") {
    query.andWhere("administrator.isDisabled = :isDisabled", { isDisabled: Number(isDisabled) });
  }
  if (typeof isEmailConfirmed === "boolean") {
    query.andWhere(
      `administrator.email IS NOT NULL AND administrator.emailConfirmedAt IS ${isEmailConfirmed ? "NOT " : ""}NULL`,
    );
  }
  if (madeBy) query.andWhere(MADE_BY, { makerId: makerIdOf(madeBy) ?? "" });
  const order = scope.kind === "RESELLER" && !madeBy ? [BY_PATH, BY_ID] : [BY_ID];
  return keysetPage(query, order, page);
}

export async function findAdministrator(
  manager: EntityManager,
  scope: Scope,
  id: string,
): Promise<Administrator | null> {
  const administrator = await manager.findOneBy(Administrator, { id });
  return administrator !== null && scopeCovers(scope, administrator) ? administrator : null;
}

/** Of the whole platform: for the command line on the host. */
export function findAdministratorByLogin(manager: EntityManager, login: string): Promise<Administrator | null> {
  return manager.findOneBy(Administrator, { login: login.toLowerCase() });
}

/** Throws NOT_FOUND for another tenant's as for one that does not exist. */
export async function requireAdministrator(manager: EntityManager, scope: Scope, id: string): Promise<Administrator> {
  const administrator = await findAdministrator(manager, scope, id);
  if (administrator === null) throw notFound("Administrator");
  return administrator;
}

export function administratorForAudit({ id, login, resellerPath, domainId }: Administrator) {
  return { kind: "Administrator", id, label: login, resellerPath, domainId };
}
