import type { Database, Page, PageRequest } from "../database/index.js";
import { keysetPage, withinScope } from "../database/index.js";
import type { Scope } from "../kernel/index.js";
import { AuditEvent } from "./audit-event.entity.js";

/** Inner identifiers; absent parts do not narrow. */
export interface AuditEventFilter {
  readonly subjectId?: string;
  readonly accountId?: string;
  readonly domainId?: string;
  readonly actorId?: string;
  readonly action?: string;
}

const COLUMNS = { resellerPath: "event.resellerPath", domainId: "event.domainId", accountId: "event.accountId" };

/** What happened inside the scope, newest first. */
export async function listAuditEvents(
  database: Database,
  scope: Scope,
  filter: AuditEventFilter,
  page: PageRequest,
): Promise<Page<AuditEvent>> {
  const query = withinScope(database.reader.createQueryBuilder(AuditEvent, "event"), scope, COLUMNS);
  for (const [column, value] of Object.entries(filter)) {
    if (value !== undefined) query.andWhere(`event.${column} = :${column}`, { [column]: value });
  }
  const order = [{ column: "event.sequence", valueOf: (event: AuditEvent) => event.sequence }];
  return keysetPage(query, order, page, "DESC");
}
