import { type EntityManager, MoreThanOrEqual } from "typeorm";
import { readFailure } from "./failures/read-failure.js";
import { OutboxMail, type OutboxState } from "./outbox-mail.entity.js";

/** What is waiting, being sent or given up. Sent ones are not counted: they are many, and a counter knows them. */
const COUNTED_STATES = ["QUEUED", "LEASED", "DEAD"] as const satisfies readonly OutboxState[];

export type OutboxCounts = Readonly<Record<(typeof COUNTED_STATES)[number], number>>;

export async function outboxCounts(manager: EntityManager): Promise<OutboxCounts> {
  const rows = await manager
    .createQueryBuilder(OutboxMail, "mail")
    .select("mail.state", "state")
    .addSelect("COUNT(*)", "count")
    .where("mail.state IN (:...states)", { states: COUNTED_STATES })
    .groupBy("mail.state")
    .getRawMany<{ state: keyof OutboxCounts; count: number | string }>();
  const counts = { QUEUED: 0, LEASED: 0, DEAD: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

/** For how many milliseconds the longest waiting mail has been due; 0 when none is. */
export async function oldestDueAgeMs(manager: EntityManager, now: Date): Promise<number> {
  const row = await manager
    .createQueryBuilder(OutboxMail, "mail")
    .select("MIN(mail.dueAt)", "dueAt")
    .where("mail.state = 'QUEUED'")
    .getRawOne<{ dueAt: number | string | null }>();
  if (row === undefined || row.dueAt === null) return 0;
  return Math.max(0, now.getTime() - Number(row.dueAt));
}

export interface RefusedMails {
  /** Mails that another server refused for our sake since then. */
  readonly count: number;
  /** What was said last, newest first, each text once; at most five. */
  readonly refusals: readonly string[];
}

const MAX_REFUSALS_SHOWN = 5;
const MAX_REFUSALS_READ = 200;

/** What other servers have had against us since then: it is the platform's to set right, no address is at fault. */
export async function refusedMails(manager: EntityManager, since: Date): Promise<RefusedMails> {
  const count = await manager.countBy(OutboxMail, { refusedAt: MoreThanOrEqual(since) });
  const newest = await manager.find(OutboxMail, {
    select: { id: true, refusal: true },
    where: { refusedAt: MoreThanOrEqual(since) },
    order: { refusedAt: "DESC" },
    take: MAX_REFUSALS_READ,
  });
  const refusals = [...new Set(newest.map(({ refusal }) => refusal ?? ""))].slice(0, MAX_REFUSALS_SHOWN);
  return { count, refusals };
}

export interface GivenUpMail {
  readonly template: string;
  readonly toAddress: string;
  readonly error: string;
  /** The address is gone, or its mailbox has had its mails: nothing that anybody here could set right. */
  readonly isUsual: boolean;
}

/** Mails given up since then, newest first, at most `most` of them. */
export async function givenUpMails(manager: EntityManager, since: Date, most: number): Promise<GivenUpMail[]> {
  const mails = await manager.find(OutboxMail, {
    select: { id: true, template: true, toAddress: true, lastError: true, attempts: true },
    where: { state: "DEAD", dueAt: MoreThanOrEqual(since) },
    order: { dueAt: "DESC" },
    take: most,
  });
  return mails.map(({ template, toAddress, lastError, attempts }) => {
    const error = lastError ?? "";
    const isGone = readFailure({ text: error, status: null, action: null }).verdict === "ADDRESS_GONE";
    return { template, toAddress, error, isUsual: isGone || attempts === 0 };
  });
}
