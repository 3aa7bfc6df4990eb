import { type CodedTrailReason, recordAudit } from "../audit/index.js";
import {
  AuthorizationReason,
  DomainAuthorization,
  DomainAuthorizationState,
  pauseDomainAuthorization,
  proveDomainAuthorization,
  type ReasonText,
  reasonBecause,
  reasonForTrail,
} from "../authorizations/index.js";
import { lockRow, type Transaction } from "../database/index.js";
import { type CalendarDay, isoDay, type Locked, rowAcrossTenants, SYSTEM_ACTOR } from "../kernel/index.js";
import {
  type Account,
  type Domain,
  DomainProofKind,
  lockAccount,
  lockDomains,
  setDomainProof,
} from "../tenancy/index.js";
import { languageFor } from "../texts/index.js";
import { findingIn } from "./finding-words.js";
import type { ProofNews } from "./proof-alerts.js";
import type { ProofClaim } from "./proof-claim.entity.js";
import type { FoundPart, ProofFinding } from "./proof-finding.js";
import { recordNameOf } from "./proof-record.js";
import type { ProofVerdict } from "./proof-verdict.js";

/** What a claim is for, locked: the two kinds alike. */
export interface ProofSubject {
  /** Whether there is still something that the record proves. */
  readonly wantsProof: boolean;
  isProvenBy(verdict: ProofVerdict): boolean;
  /** Why it does not hold even with its record; null where nothing stands against it. */
  readonly objection: FoundPart | null;
  readonly concerned: Pick<ProofNews, "resellerPath" | "domainId" | "account">;
  prove(verdict: ProofVerdict): Promise<void>;
  /** `goneSince`: the day on which the proof was first not found. */
  pause(goneSince: CalendarDay): Promise<void>;
  record(event: "proof-missing" | "proof-unknown" | "proof-found-again", finding: ProofFinding): void;
}

/** Null where it is gone. */
export async function lockSubject(tx: Transaction, claim: ProofClaim): Promise<ProofSubject | null> {
  if (claim.hostedDomainId !== null) {
    const [domain] = await lockDomains(tx, { ids: [claim.hostedDomainId], names: [] });
    return domain === undefined
      ? null
      : domainSubject(tx, rowAcrossTenants(domain, "proofs are looked for by no caller"));
  }
  const id = claim.domainAuthorizationId ?? "";
  const seen = await tx.manager.findOneBy(DomainAuthorization, { id });
  if (seen === null) return null;
  const account = await lockAccount(tx, { kind: "PLATFORM" }, seen.accountId);
  const row = await lockRow(tx, DomainAuthorization, { id });
  return row === null ? null : authorizationSubject(tx, row, account);
}

const CONFLICT: FoundPart = { code: "OPERATOR_DECIDES" };

function domainSubject(tx: Transaction, domain: Domain): ProofSubject {
  const { name, resellerPath } = domain;
  const domainId = domain.aliasOfId ?? domain.id;
  return {
    // The operator's word needs no record.
    wantsProof: domain.proof !== DomainProofKind.OPERATOR,
    isProvenBy: ({ proof }) => domain.proof === proof,
    objection: domain.conflictAt === null ? null : CONFLICT,
    concerned: { resellerPath, domainId, account: null },
    prove: ({ proof, finding }) =>
      setDomainProof(tx, SYSTEM_ACTOR, domain, {
        proof: DomainProofKind[proof ?? "DNS_TXT"],
        reason: findingForTrail(finding),
      }),
    pause: (goneSince) =>
      setDomainProof(tx, SYSTEM_ACTOR, domain, {
        proof: DomainProofKind.UNPROVEN,
        reason: reasonForTrail(goneBecause(goneSince)),
      }),
    record(event, finding) {
      const subject = { kind: "Domain", id: domain.id, label: name, resellerPath, domainId };
      recordAudit(tx, SYSTEM_ACTOR, { action: `domain.${event}`, subject, reason: findingForTrail(finding) });
    },
  };
}

function authorizationSubject(tx: Transaction, row: Locked<DomainAuthorization>, account: Account): ProofSubject {
  const { id, domain, domainId, resellerPath, accountId } = row;
  const { address, language } = account;
  return {
    wantsProof: row.proof === "DNS_TXT" && row.state !== DomainAuthorizationState.REVOKED,
    isProvenBy: () => row.state === DomainAuthorizationState.AUTHORIZED,
    objection: null,
    concerned: { resellerPath, domainId, account: { address, language } },
    prove: () =>
      proveDomainAuthorization(
        tx,
        SYSTEM_ACTOR,
        row,
        reasonBecause(AuthorizationReason.RECORD_FOUND, { record: recordNameOf(domain) }),
      ),
    pause: (goneSince) => pauseDomainAuthorization(tx, SYSTEM_ACTOR, row, goneBecause(goneSince)),
    record(event, finding) {
      const label = `${address} as anyone@${domain}`;
      const subject = { kind: "DomainAuthorization", id, label, resellerPath, domainId, accountId };
      const reason = findingForTrail(finding);
      recordAudit(tx, SYSTEM_ACTOR, { action: `domain_authorization.${event}`, subject, reason });
    },
  };
}

function goneBecause(since: CalendarDay): ReasonText {
  return reasonBecause(AuthorizationReason.PROOF_GONE_SINCE, { day: isoDay(since), zone: since.zone });
}

function findingForTrail(finding: ProofFinding): CodedTrailReason {
  return { words: findingIn(languageFor("en"), finding), code: { kind: "PROOF", what: finding } };
}
