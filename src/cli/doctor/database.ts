import { AuditEvent, CHAIN_START, findBrokenLink } from "../../audit/index.js";
import { hasPendingMigrations } from "../../database/index.js";
import { currentRevision } from "../../feed/index.js";
import type { Services } from "../../graphql/index.js";
import type { Language } from "../../texts/index.js";
import type { Outcome } from "./check.js";

export async function checkDatabase({ database }: Services, { say }: Language): Promise<Outcome> {
  return { isWell: true, words: say("doctor.revision", { revision: String(await currentRevision(database.reader)) }) };
}

export async function checkTables({ database }: Services, { say }: Language): Promise<Outcome> {
  if (await hasPendingMigrations(database)) return { isWell: false, words: say("doctor.migrate") };
  const collations = await database.dialect.otherCollations(database.reader);
  if (collations.length > 0) {
    return { isWell: false, words: say("doctor.collations", { columns: collations.join(", ") }) };
  }
  const { upQueries } = await database.writerSource.driver.createSchemaBuilder().log();
  const [first] = upQueries;
  if (first === undefined) return { isWell: true, words: say("doctor.tablesWell") };
  const words = say("doctor.differences", { count: upQueries.length, first: first.query.slice(0, 120) });
  return { isWell: false, words };
}

const EVENTS_PER_LOOK = 2_000;

export async function checkAuditChain({ database }: Services, { say }: Language): Promise<Outcome> {
  let hash = CHAIN_START;
  let sequence = 0;
  for (;;) {
    const events = await database.reader
      .createQueryBuilder(AuditEvent, "event")
      .where("event.sequence > :sequence", { sequence })
      .orderBy("event.sequence")
      .limit(EVENTS_PER_LOOK)
      .getMany();
    const last = events.at(-1);
    if (last === undefined) return { isWell: true, words: say("doctor.unbroken", { count: sequence }) };
    const broken = findBrokenLink(events, hash);
    if (broken !== null) {
      const at = broken.at.toISOString();
      return { isWell: false, words: say("doctor.broken", { sequence: String(broken.sequence), at }) };
    }
    sequence = last.sequence;
    hash = last.hash;
  }
}
