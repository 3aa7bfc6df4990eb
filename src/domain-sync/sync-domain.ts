import {
  type Database,
  findingOut,
  findRefused,
  isAboutItems,
  type RefusedItem,
  type Transaction,
} from "../database/index.js";
import { fromGlobalId, requireExpectedCount, type SelectionArguments, writeOrRehearse } from "../graphql/index.js";
import { type Actor, because, conflict, DomainError, newInstance, requireScope } from "../kernel/index.js";
import { type Domain, lockDomain, requireDomain, requireOwnDomain } from "../tenancy/index.js";
import type { VerificationKeys } from "../verification/index.js";
import { type DesiredMailbox, desiredMailboxes } from "./desired.js";
import { type DesiredDomainAlias, desiredDomainAliases, domainAliasPhases } from "./domain-alias-phases.js";
import { domainSuspension, policyPhase } from "./domain-phases.js";
import { type AccountIds, mailboxPhases, matchMailboxes } from "./mailbox-phases.js";
import { type Prepared, prepareSync, type RouteFinder } from "./prepare-sync.js";
import { presentDomain } from "./present.queries.js";
import { refusedSenders, senderPhases } from "./sender-phases.js";
import { countOf, keyOf, type Phase, type Step } from "./step.js";
import type { SyncDomainInput } from "./sync.input.js";
import { DifferenceKind, DomainSync, type RefusedDifference, SyncedPart } from "./sync.types.js";

/** Whose call it is, and what it needs. */
export interface SyncCaller {
  readonly database: Database;
  readonly actor: Actor;
  readonly mailer: VerificationKeys;
  readonly findNoRoutes: RouteFinder;
}

interface SyncCall extends SyncCaller {
  readonly input: SyncDomainInput;
  readonly selection: SelectionArguments;
  readonly mailboxes: readonly DesiredMailbox[] | null;
  readonly domainAliases: readonly DesiredDomainAlias[] | null;
  readonly prepared: Prepared;
}

/** Others may change the domain between two attempts; whoever does so all the time is not waited for. */
const MAX_ATTEMPTS = 4;

/**
 * Makes the domain what the input says, by the operations of the single mutations, in one transaction. What they refuse
 * is left as it is and listed; everything else is done. Which that is is found out in a transaction of which nothing
 * stays, and only where something is refused at all.
 */
export async function syncDomain(
  caller: SyncCaller,
  input: SyncDomainInput,
  selection: SelectionArguments,
): Promise<DomainSync> {
  const { database, actor } = caller;
  const mailboxes = desiredMailboxes(input, selection.expectedCount !== undefined);
  const domainAliases = desiredDomainAliases(actor, input);
  const domain = await requireDomain(database.reader, requireScope(actor), fromGlobalId("Domain", input.domainId));
  requireOwnDomain(domain, "input.domainId");
  const present = await presentDomain(database.reader, domain, partsOf(input, mailboxes));
  const prepared = await prepareSync(present, mailboxes ?? [], caller.findNoRoutes);
  const call = { ...caller, input, selection, mailboxes, domainAliases, prepared };
  const refused: RefusedItem<Step>[] = [];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeOrRehearse(database, selection, (tx) => syncOnce(tx, call, refused));
    } catch (error) {
      if (!(error instanceof DomainError) || !isAboutItems(error) || attempt === MAX_ATTEMPTS) throw error;
      const found = await findingOut(database, (tx) => refusedIn(tx, call, refused));
      if (found.length === 0) throw error;
      refused.push(...found);
    }
  }
}

async function syncOnce(tx: Transaction, call: SyncCall, known: readonly RefusedItem<Step>[]): Promise<DomainSync> {
  const { domain, phases, refused } = await planSync(tx, call, known);
  const differences = phases.flatMap(({ steps }) => steps);
  requireFewEnded(call, countOf(differences, DifferenceKind.ENDED));
  for (const { steps, work } of phases) if (steps.length > 0) await work(tx, steps);
  return newInstance(DomainSync, {
    domain: await requireDomain(tx.manager, requireScope(call.actor), domain.id),
    differences,
    made: countOf(differences, DifferenceKind.MADE),
    changed: countOf(differences, DifferenceKind.CHANGED),
    ended: countOf(differences, DifferenceKind.ENDED),
    refused: [...refused, ...known.map(({ item, error }) => ({ ...item, error }))],
    wasRepeated: differences.length === 0,
  });
}

async function refusedIn(
  tx: Transaction,
  call: SyncCall,
  known: readonly RefusedItem<Step>[],
): Promise<RefusedItem<Step>[]> {
  const found: RefusedItem<Step>[] = [];
  const { phases } = await planSync(tx, call, known);
  for (const { steps, work } of phases) found.push(...(await findRefused(tx, steps, work)));
  return found;
}

interface SyncPlan {
  readonly domain: Domain;
  readonly phases: readonly Phase[];
  /** What is clear before anything is tried. */
  readonly refused: readonly RefusedDifference[];
}

async function planSync(tx: Transaction, call: SyncCall, known: readonly RefusedItem<Step>[]): Promise<SyncPlan> {
  const { actor, input, mailboxes, domainAliases, prepared, mailer } = call;
  const domain = await lockDomain(tx, requireScope(actor), fromGlobalId("Domain", input.domainId));
  const present = await presentDomain(tx.manager, domain, partsOf(input, mailboxes));
  const matched = matchMailboxes(mailboxes ?? [], present);
  const ids: AccountIds = new Map(
    matched.flatMap(({ mailbox, account }) => (account === null ? [] : [[mailbox.address.key, account.id]])),
  );
  const keys = { mailer, noRoutes: prepared.noRoutes };
  const phases = [
    domainSuspension(actor, present, input),
    policyPhase(actor, present, input),
    ...(domainAliases === null ? [] : domainAliasPhases(actor, present, domainAliases)),
    ...(mailboxes === null ? [] : mailboxPhases(actor, { present, matched, passwords: prepared.passwords, ids })),
    ...senderPhases(actor, { present, matched, ids, by: { keys, now: tx.now } }),
  ];
  return {
    domain,
    phases: phases.map((phase) => withoutSteps(phase, known)),
    refused: refusedSenders(present, matched, tx.now),
  };
}

/** Whatever is asked of a mailbox that cannot be made is refused with it. */
function withoutSteps({ steps, work }: Phase, known: readonly RefusedItem<Step>[]): Phase {
  const keys = new Set(known.map(({ item }) => keyOf(item)));
  const notMade = new Set(
    known
      .filter(({ item }) => item.part === SyncedPart.MAILBOX && item.kind === DifferenceKind.MADE)
      .map(({ item }) => item.index),
  );
  return { steps: steps.filter((step) => !keys.has(keyOf(step)) && !notMade.has(step.index)), work };
}

function partsOf({ policy, domainAliases }: SyncDomainInput, mailboxes: readonly DesiredMailbox[] | null) {
  return {
    mailboxes: mailboxes !== null,
    rights: mailboxes?.some(({ identities, grants }) => identities !== null || grants !== null) ?? false,
    policy: policy !== null && policy !== undefined,
    domainAliases: domainAliases !== null && domainAliases !== undefined,
  };
}

function requireFewEnded({ input, selection }: SyncCall, ended: number): void {
  requireExpectedCount(selection, ended, "expectedCount");
  const limit = input.maxEnded ?? null;
  if (limit === null || ended <= limit) return;
  const words = `This would end ${ended} mailboxes, domain aliases, aliases and rights, more than maxEnded; nothing was done`;
  throw conflict(because("WOULD_END_TOO_MUCH", { found: ended, limit }), words, "input.maxEnded");
}
