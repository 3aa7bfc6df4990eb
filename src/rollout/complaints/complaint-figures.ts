import type { EntityManager } from "typeorm";
import { endOfSubtree, placeOfScope, required, type Scope } from "../../kernel/index.js";
import { DAY_MS, dayNumber } from "../../observations/index.js";
import { timeZoneAt } from "../../tenancy/index.js";

export interface ComplaintShare {
  readonly complaints: number;
  readonly messages: number;
  /** Complaints per thousand messages; null without messages. */
  readonly perThousand: number | null;
}

/** How complaints divide between mail under another address and all other mail. */
export interface ComplaintFigures {
  readonly mismatched: ComplaintShare;
  readonly others: ComplaintShare;
  /** How many times as often mail under another address is complained about; null where it cannot be said. */
  readonly ratio: number | null;
  /** Whose account was not found; for the whole platform only. */
  readonly unjoined: number | null;
  /** Of reporters who are not believed; in none of the figures above. */
  readonly untrusted: number;
  /** For the whole platform only. */
  readonly reporters: ReporterFigures[] | null;
  /** For the whole platform only; in none of the figures above. */
  readonly questions: QuestionFigures[] | null;
}

/** How many of the questions to owners were reported as spam. */
export interface QuestionFigures {
  readonly provider: string;
  readonly complaints: number;
}

export interface ReporterFigures {
  readonly reporter: string | null;
  readonly isTrusted: boolean;
  readonly complaints: number;
}

const MAX_REPORTERS = 50;

/** Of the last days; `scope` is the platform's, a reseller's or a domain's. */
export async function complaintFigures(
  manager: EntityManager,
  scope: Scope,
  days: number,
  now: Date,
): Promise<ComplaintFigures> {
  const since = now.getTime() - days * DAY_MS;
  const zone = await timeZoneAt(manager, placeOfScope(scope).resellerPath);
  const { join, where, parameters } = conditionOf(scope);
  const complaints: { isMismatched: number | null; n: number }[] = await manager.query(
    `SELECT c.isMismatched, COUNT(*) AS n FROM complaint c ${join.replaceAll("t.", "c.")}
      WHERE c.isTrusted = 1 AND c.kind <> 'QUESTION' AND c.reportedAt > ? AND ${where.replaceAll("t.", "c.")} GROUP BY c.isMismatched`,
    [since, ...parameters],
  );
  const [doubtful]: { n: number }[] = await manager.query(
    `SELECT COUNT(*) AS n FROM complaint c ${join.replaceAll("t.", "c.")}
      WHERE c.isTrusted = 0 AND c.reportedAt > ? AND ${where.replaceAll("t.", "c.")}`,
    [since, ...parameters],
  );
  const [mail]: { own: number | null; others: number | null }[] = await manager.query(
    `SELECT SUM(t.own) AS own, SUM(t.authorized + t.unauthorized) AS others FROM observation_total t ${join}
      WHERE t.day >= ? AND ${where}`,
    [dayNumber(since, zone), ...parameters],
  );
  const count = (kind: number | null) => Number(complaints.find(({ isMismatched }) => isMismatched === kind)?.n ?? 0);
  const mismatched = shareOf(count(1), Number(mail?.others ?? 0));
  const others = shareOf(count(0), Number(mail?.own ?? 0));
  const isComparable = mismatched.perThousand !== null && Boolean(others.perThousand);
  return {
    mismatched,
    others,
    ratio: isComparable ? required(mismatched.perThousand) / required(others.perThousand) : null,
    unjoined: scope.kind === "PLATFORM" ? count(null) : null,
    untrusted: Number(doubtful?.n ?? 0),
    reporters: scope.kind === "PLATFORM" ? await reporterFigures(manager, since) : null,
    questions: scope.kind === "PLATFORM" ? await questionFigures(manager, since) : null,
  };
}

async function questionFigures(manager: EntityManager, since: number): Promise<QuestionFigures[]> {
  const rows: { provider: string; n: number }[] = await manager.query(
    `SELECT reporter AS provider, COUNT(*) AS n FROM complaint WHERE reportedAt > ? AND kind = 'QUESTION'
      GROUP BY reporter ORDER BY n DESC, reporter LIMIT ?`,
    [since, MAX_REPORTERS],
  );
  return rows.map(({ provider, n }) => ({ provider, complaints: Number(n) }));
}

async function reporterFigures(manager: EntityManager, since: number): Promise<ReporterFigures[]> {
  const rows: { reporter: string | null; isTrusted: number; n: number }[] = await manager.query(
    `SELECT reporter, isTrusted, COUNT(*) AS n FROM complaint WHERE reportedAt > ? AND kind <> 'QUESTION'
      GROUP BY reporter, isTrusted ORDER BY n DESC, reporter LIMIT ?`,
    [since, MAX_REPORTERS],
  );
  return rows.map(({ reporter, isTrusted, n }) => ({
    reporter,
    isTrusted: Number(isTrusted) === 1,
    complaints: Number(n),
  }));
}

function shareOf(complaints: number, messages: number): ComplaintShare {
  return { complaints, messages, perThousand: messages === 0 ? null : (complaints * 1_000) / messages };
}

function conditionOf(scope: Scope): { join: string; where: string; parameters: string[] } {
  switch (scope.kind) {
    case "PLATFORM":
      return { join: "", where: "1 = 1", parameters: [] };
    case "RESELLER":
      return {
        join: "JOIN domain d ON d.id = t.domainId",
        where: "d.resellerPath >= ? AND d.resellerPath < ?",
        parameters: [scope.resellerPath, endOfSubtree(scope.resellerPath)],
      };
    default:
      return { join: "", where: "t.domainId = ?", parameters: [scope.domainId] };
  }
}
