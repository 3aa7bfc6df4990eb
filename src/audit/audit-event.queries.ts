import { type EntityManager, In } from "typeorm";
import type { Database, Page, PageRequest, ScopedQuery, TimesWanted } from "../database/index.js";
import { keysetPage, withinScope, withinTimes } from "../database/index.js";
import type { Scope } from "../kernel/index.js";
import { AuditEvent } from "./audit-event.entity.js";

/** Inner identifiers; absent parts do not narrow. */
export interface AuditEventFilter {
  readonly subjectId?: string;
  readonly accountId?: string;
  readonly domainId?: string;
  readonly actorId?: string;
  readonly action?: string;
  /** One of these. */
  readonly actions?: readonly string[];
  readonly actorKind?: string;
  readonly subjectKind?: string;
  readonly at?: TimesWanted;
}

/** Processes that commit at once have clocks that differ by less. */
const CLOCK_SKEW_MS = 10 * 60_000;

const COLUMNS = { resellerPath: "event.resellerPath", domainId: "event.domainId", accountId: "event.accountId" };

export interface AuditEventsToList {
  readonly filter: AuditEventFilter;
  readonly page: PageRequest;
  readonly direction?: "ASC" | "DESC" | undefined;
}

/** What happened inside the scope, newest first unless told. */
export async function listAuditEvents(
  database: Pick<Database, "reader">,
  scope: Scope,
  { filter, page, direction = "DESC" }: AuditEventsToList,
): Promise<Page<AuditEvent>> {
  const { at, actions, ...equal } = filter;
  const query = withinScope(database.reader.createQueryBuilder(AuditEvent, "event"), scope, COLUMNS);
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) query.andWhere(`event.${column} = :${column}`, { [column]: value });
  }
  if (actions !== undefined) query.andWhere("event.action IN (:...actions)", { actions });
  if (at !== undefined) await narrowToTimes(database.reader, query, at);
  const order = [{ column: "event.sequence", valueOf: (event: AuditEvent) => event.sequence }];
  return keysetPage(query, order, page, direction);
}

/** The newest events about each of a few subjects, at most `limit` of each, newest first. Of whichever tenant. */
export async function newestEventsAbout(
  manager: EntityManager,
  subjectIds: readonly string[],
  limit: number,
): Promise<AuditEvent[]> {
  if (subjectIds.length === 0) return [];
  const newest = "SELECT id FROM audit_event WHERE subjectId = ? ORDER BY sequence DESC LIMIT";
  const selects = subjectIds.map((_, index) => `SELECT id FROM (${newest} ${limit}) newest${index}`);
  const rows: { id: string }[] = await manager.query(selects.join(" UNION ALL "), [...subjectIds]);
  if (rows.length === 0) return [];
  return manager.find(AuditEvent, { where: { id: In(rows.map(({ id }) => id)) }, order: { sequence: "DESC" } });
}

/** The indexes hold sequences, which grow with time: a range of time is one of them, and what its edges hold too much is left out. */
async function narrowToTimes(manager: EntityManager, query: ScopedQuery<AuditEvent>, at: TimesWanted): Promise<void> {
  withinTimes(query, "event.at", at);
  if (at.from) {
    const first = await firstSince(manager, at.from.getTime() - CLOCK_SKEW_MS);
    if (first === null) query.andWhere("1 = 0");
    else query.andWhere("event.sequence >= :firstSequence", { firstSequence: first });
  }
  const behind = at.to ? await firstSince(manager, at.to.getTime() + CLOCK_SKEW_MS) : null;
  if (behind !== null) query.andWhere("event.sequence < :sequenceBehind", { sequenceBehind: behind });
}

async function firstSince(manager: EntityManager, time: number): Promise<number | null> {
  const rows: { sequence: number | string }[] = await manager.query(
    "SELECT sequence FROM audit_event WHERE at >= ? ORDER BY at, sequence LIMIT 1",
    [time],
  );
  return rows[0] === undefined ? null : Number(rows[0].sequence);
}
