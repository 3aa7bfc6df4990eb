import type { EntityManager } from "typeorm";
import { acrossTenants, keysetPage, type Page } from "../../database/index.js";
import { CapturedMail } from "../captured-mail.entity.js";

export interface CapturedMailFilter {
  readonly mailbox?: string;
  /** Words to be found in address, subject or text. */
  readonly search?: string;
  readonly after?: string;
}

export interface Mailbox {
  readonly address: string;
  readonly count: number;
}

const MAILS_PER_PAGE = 50;
const MAX_MAILBOXES = 200;

/** Newest first, without their HTML. Throws BAD_USER_INPUT for a cursor that is not ours. */
export async function listCapturedMails(
  manager: EntityManager,
  { mailbox, search, after }: CapturedMailFilter,
): Promise<Page<CapturedMail>> {
  const query = manager
    .createQueryBuilder(CapturedMail, "mail")
    .select(["mail.id", "mail.toAddress", "mail.subject", "mail.text", "mail.keptAt"]);
  if (mailbox) query.andWhere("mail.toAddress = :mailbox", { mailbox });
  for (const [index, word] of (search ?? "").split(/\s+/).filter(Boolean).slice(0, 8).entries()) {
    const name = `word${index}`;
    query.andWhere(
      `(mail.toAddress LIKE :${name} ESCAPE '!' OR mail.subject LIKE :${name} ESCAPE '!' OR mail.text LIKE :${name} ESCAPE '!')`,
      { [name]: `%${word.replace(/[!%_]/g, "!$&")}%` },
    );
  }
  const newestFirst = [{ column: "mail.id", valueOf: (mail: CapturedMail) => mail.id }];
  const readable = acrossTenants(query, "mails are captured where the product is tried out, for whoever tries it");
  return keysetPage(readable, newestFirst, { first: MAILS_PER_PAGE, after }, "DESC");
}

/** Every address that got a mail, the last one first. */
export async function listMailboxes(manager: EntityManager): Promise<Mailbox[]> {
  const rows = await manager
    .createQueryBuilder(CapturedMail, "mail")
    .select("mail.toAddress", "address")
    .addSelect("COUNT(*)", "count")
    .groupBy("mail.toAddress")
    .orderBy("MAX(mail.id)", "DESC")
    .limit(MAX_MAILBOXES)
    .getRawMany<{ address: string; count: number | string }>();
  return rows.map(({ address, count }) => ({ address, count: Number(count) }));
}

export async function findCapturedMail(manager: EntityManager, id: string): Promise<CapturedMail | null> {
  return manager.findOneBy(CapturedMail, { id });
}

/** Identifier of the newest mail; empty when there is none. */
export async function newestCapturedMail(manager: EntityManager): Promise<string> {
  const [newest] = await manager.find(CapturedMail, { select: { id: true }, order: { id: "DESC" }, take: 1 });
  return newest?.id ?? "";
}
