import { isDeepStrictEqual } from "node:util";
import type { EntityManager } from "typeorm";
import { AuthorizationState } from "../../authorizations/index.js";
import type { Services } from "../../graphql/index.js";
import { endOfSubtree, placeOfScope, type Scope } from "../../kernel/index.js";
import { DAY_MS, daysUntilToday, lastWholeDays, weekOf } from "../../observations/index.js";
import { queueMail } from "../../outbox/index.js";
import { effectivePolicy } from "../../policy/index.js";
import { brandingFor, timeZoneAt } from "../../tenancy/index.js";
import { type EnforcementState, enforcementOf } from "../enforcement-state.js";
import { type AlarmedMail, alarmedMail } from "../readiness/alarmed-mail.queries.js";
import { replay } from "../readiness/replay.js";
import { type ReadinessSummary, type ReadinessWindow, summarizeReadiness } from "../readiness/summarize.js";
import type { AlertKeys } from "./alert-keys.js";
import { claimAlert } from "./claim-alert.js";
import { digestRecipients, type ReachableAdministrator, scopeOfAdministrator } from "./recipients.queries.js";

const DIGEST_DAYS = 7;
const MAX_LISTED = 20;
/** Resellers are told from this long before enforcement begins. */
const ANNOUNCED_FROM_DAYS = 30;

interface Figures {
  readonly summary: ReadinessSummary;
  readonly most: readonly { accountAddress: string; address: string; messages: number }[];
  readonly alarmed: AlarmedMail;
  readonly pending: number;
}

/**
 * Weekly digests to administrators of resellers and domains where somebody still sends as an unauthorized address, and to
 * resellers one announcement of each beginning of enforcement. Nothing where all is settled, where the policy is OFF
 * and nothing is planned, and to nobody who has unsubscribed. Returns how many mails were queued.
 */
export async function sendDigests(services: Services, writer: AlertKeys, signal?: AbortSignal): Promise<number> {
  const { database, clock } = services;
  const now = clock.now();
  let sent = 0;
  for await (const reachable of digestRecipients(database.reader)) {
    if (signal?.aborted) break;
    const recipient = reachable.administrator;
    const found = await scopeOfAdministrator(database.reader, recipient);
    if (found === null) continue;
    const policy = await effectivePolicy(database.reader, placeOfScope(found.scope));
    const enforcement = await enforcementOf(database.reader, found.scope, now);
    if (policy.proactive === "OFF" && (enforcement.kind === "NONE" || enforcement.kind === "ENFORCED")) continue;
    const isAnnounced =
      recipient.role === "RESELLER" &&
      enforcement.kind === "PLANNED" &&
      enforcement.at !== null &&
      enforcement.at <= now.getTime() + ANNOUNCED_FROM_DAYS * DAY_MS;
    const zone = await timeZoneAt(database.reader, found.resellerPath);
    const mails = [
      // The same days as the brake looks at, so that two mails of one day say one figure.
      { kind: "DIGEST" as const, period: weekOf(now, zone), days: lastWholeDays(now, zone, DIGEST_DAYS), isDue: true },
      {
        kind: "ANNOUNCEMENT" as const,
        period: String(enforcement.at),
        days: daysUntilToday(now, zone, policy.observationDays),
        isDue: isAnnounced,
      },
    ];
    for (const { kind, period, days, isDue } of mails) {
      if (!isDue || (await wasSent(services, kind, recipient.id, period))) continue;
      const figures = await figuresOf(services, found.scope, {
        at: enforcement.at === null ? now : new Date(enforcement.at),
        zone,
        // As for the brake: what a stolen login sends says nothing of those whose mail enforcement would refuse.
        withoutAlarmed: true,
        ...days,
      });
      if (kind === "DIGEST" && figures.summary.unresolved.addresses === 0) {
        // Looked at: what comes up later this week is in the next one.
        await database.write((tx) => claimAlert(tx, kind, recipient.id, period));
        continue;
      }
      sent += await queueDigest(services, writer, reachable, { kind, period, ...found, enforcement, figures });
    }
  }
  return sent;
}

async function wasSent({ database }: Services, kind: string, subject: string, period: string): Promise<boolean> {
  const rows: unknown[] = await database.reader.query(
    "SELECT 1 FROM alert_log WHERE kind = ? AND subject = ? AND period = ?",
    [kind, subject, period],
  );
  return rows.length > 0;
}

async function figuresOf({ database }: Services, scope: Scope, options: ReadinessWindow): Promise<Figures> {
  const summary = await summarizeReadiness(database.reader, scope, options);
  let most: { accountAddress: string; address: string; messages: number }[] = [];
  for await (const { accounts } of replay(database.reader, scope, { ...options, isForeignOnly: true })) {
    for (const { loginKey, addresses } of accounts) {
      for (const { isUnresolved, addressKey, messages } of addresses) {
        if (!isUnresolved || !addressKey.includes("@")) continue;
        most.push({ accountAddress: loginKey, address: addressKey, messages });
      }
    }
    most = most.sort((one, other) => other.messages - one.messages).slice(0, MAX_LISTED);
  }
  const alarmed = await alarmedMail(database.reader, scope, options);
  return { summary, most, alarmed, pending: await countPending(database.reader, scope) };
}

async function countPending(manager: EntityManager, scope: Scope): Promise<number> {
  const isDomain = scope.kind === "DOMAIN";
  const where = isDomain ? "domainId = ?" : "resellerPath >= ? AND resellerPath < ?";
  const path = scope.kind === "RESELLER" ? scope.resellerPath : "";
  const [row]: { n: number }[] = await manager.query(
    `SELECT COUNT(*) AS n FROM sender_authorization WHERE state = ? AND ${where}`,
    [AuthorizationState.PENDING, ...(isDomain ? [scope.domainId] : [path, endOfSubtree(path)])],
  );
  return Number(row?.n ?? 0);
}

interface DigestMail {
  readonly kind: "DIGEST" | "ANNOUNCEMENT";
  readonly period: string;
  readonly name: string;
  readonly resellerPath: string;
  readonly scope: Scope;
  readonly enforcement: EnforcementState;
  readonly figures: Figures;
}

async function queueDigest(
  { database }: Services,
  writer: AlertKeys,
  { administrator: recipient, mailbox }: ReachableAdministrator,
  { kind, period, name, resellerPath, scope, enforcement, figures }: DigestMail,
): Promise<number> {
  const { summary, most, alarmed, pending } = figures;
  const { messages, accounts, addresses } = summary.unresolved;
  return database.write(async (tx) => {
    // Meanwhile it may have been held, released or planned anew: the next round says what is so then.
    if (!isDeepStrictEqual(await enforcementOf(tx.manager, scope, tx.now), enforcement)) return 0;
    if (!(await claimAlert(tx, kind, recipient.id, period))) return 0;
    const { language, ...brand } = await brandingFor(tx.manager, resellerPath);
    const counts = { messages, accounts, addresses };
    const isQueued = await queueMail(tx, writer.sealer, {
      uniqueKey: `${kind.toLowerCase()}:${recipient.id}:${period}`,
      template: kind === "DIGEST" ? "digest-reseller" : "announcement",
      language: recipient.language ?? language,
      to: mailbox,
      subjectId: recipient.id,
      secrets: { unsubscribeToken: writer.unsubscribeToken(recipient.id) },
      parameters:
        kind === "DIGEST"
          ? {
              ...brand,
              scopeName: name,
              fromDay: summary.fromDay,
              untilDay: summary.untilDay,
              ...counts,
              pending,
              enforcement,
              alarmed,
              most,
            }
          : { ...brand, ...counts, enforcedAt: enforcement.at, heldBelow: enforcement.heldBelow },
    });
    return isQueued ? 1 : 0;
  });
}
