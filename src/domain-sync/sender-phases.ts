import {
  type Authorization,
  AuthorizationReason,
  AuthorizationSource,
  AuthorizationState,
  grantAuthorization,
  grantAuthorizations,
  lockAuthorizations,
  ownersWord,
  reasonBecause,
  refusedByWord,
  revokeLocked,
  type SenderProfile,
  updateIdentityProfile,
} from "../authorizations/index.js";
import { toGlobalId } from "../graphql/index.js";
import {
  type Actor,
  alreadyThere,
  because,
  conflict,
  type DomainError,
  required,
  rowsAcrossTenants,
} from "../kernel/index.js";
import { addManyIdentities, type NoRoutes, type VerificationKeys } from "../verification/index.js";
import type { Desired, DesiredMailbox } from "./desired.js";
import type { AccountIds, MatchedMailbox } from "./mailbox-phases.js";
import type { PresentDomain } from "./present.queries.js";
import { about, eachOf, type Phase, phaseOf } from "./step.js";
import type { SyncedGrantInput, SyncedIdentityInput } from "./sync.input.js";
import { DifferenceKind, type RefusedDifference, SyncedPart } from "./sync.types.js";

const { MADE, CHANGED, ENDED } = DifferenceKind;
const { IDENTITY, GRANT, PROFILE } = SyncedPart;
const { PENDING, AUTHORIZED, PAUSED, REVOKED, EXPIRED } = AuthorizationState;

export interface SenderKeys {
  readonly mailer: VerificationKeys;
  readonly noRoutes: NoRoutes;
}

/** Rights of one mailbox, as they are and as they are to be. */
interface Senders {
  readonly mailbox: DesiredMailbox;
  readonly rights: ReadonlyMap<string, Authorization>;
}

type Wanted = Desired<SyncedGrantInput> | Desired<SyncedIdentityInput>;

export interface SendersToSync {
  readonly present: PresentDomain;
  readonly matched: readonly MatchedMailbox[];
  readonly ids: AccountIds;
  readonly by: { readonly keys: SenderKeys; readonly now: Date };
}

/** Revocations first, then what is given and asked for, and what recipients see of it. */
export function senderPhases(actor: Actor, { present, matched, ids, by: { keys, now } }: SendersToSync): Phase[] {
  const senders = matched.map(({ mailbox, account }) => ({
    mailbox,
    rights: (account === null ? undefined : present.rights.get(account.id)) ?? new Map<string, Authorization>(),
  }));
  const grants = senders.flatMap(({ mailbox, rights }) =>
    grantsWanted(mailbox, now).map((wanted) => ({ mailbox, wanted, right: rights.get(wanted.address.key) ?? null })),
  );
  const identities = senders.flatMap(({ mailbox, rights }) =>
    identitiesWanted(mailbox).map((wanted) => ({ mailbox, wanted, right: rights.get(wanted.address.key) ?? null })),
  );
  return [
    revocations(actor, senders),
    newGrants(actor, grants, ids),
    grantsAgain(actor, grants, ids),
    requests(actor, identities, ids, keys),
    profiles(actor, identities, present),
  ];
}

/** What is wanted and stays as it is, because of what was said or done about it since. */
export function refusedSenders(
  present: PresentDomain,
  matched: readonly MatchedMailbox[],
  now: Date,
): RefusedDifference[] {
  return matched.flatMap(({ mailbox, account }) => {
    const rights = account === null ? undefined : present.rights.get(account.id);
    const refusals = (part: SyncedPart, wanted: readonly Wanted[]) =>
      wanted.flatMap(({ address, path, input }) => {
        const right = rights?.get(address.key);
        const error = right === undefined ? null : refusalOf(right, part, path);
        return error === null ? [] : [{ ...about(MADE, part, mailbox, { path, name: input.address }), error }];
      });
    return [...refusals(GRANT, grantsWanted(mailbox, now)), ...refusals(IDENTITY, identitiesWanted(mailbox))];
  });
}

/** One that is over by now is not wanted any more, and not ended either. */
function grantsWanted({ grants }: DesiredMailbox, now: Date): readonly Desired<SyncedGrantInput>[] {
  return (grants ?? []).filter(({ input: { until } }) => !until || until > now);
}

/** What is to be given anyway needs no asking. */
function identitiesWanted({ identities, grants }: DesiredMailbox): readonly Desired<SyncedIdentityInput>[] {
  const given = new Set(grants?.map(({ address }) => address.key));
  return (identities ?? []).filter(({ address }) => !given.has(address.key));
}

/** Taken away by the account's own side, which may change its mind. */
function isTakenBack({ state, refusedByOwnerAt, askAgainAt }: Authorization): boolean {
  return state === REVOKED && refusedByOwnerAt === null && askAgainAt === null;
}

/** Given until a moment that has come. */
function isOver({ state, basis, refusedByOwnerAt }: Authorization): boolean {
  return state === EXPIRED && basis !== null && refusedByOwnerAt === null;
}

function refusalOf(right: Authorization, part: SyncedPart, path: string): DomainError | null {
  if (right.state === AUTHORIZED || isTakenBack(right)) return null;
  if (part === IDENTITY ? right.state === PENDING : isOver(right)) return null;
  if (right.state === PAUSED) {
    const existing = toGlobalId("Authorization", right.id);
    return alreadyThere("PAUSED_ALREADY", "This authorization is paused", existing, path);
  }
  const word = ownersWord(right, { blockedAt: null });
  if (word !== null) return refusedByWord(word, path);
  const words = `An authorization that is ${right.state} is given again by somebody who looks at it`;
  return conflict(because("NOT_IN_THIS_STATE", { state: right.state }), words, path);
}

const REVOCABLE: readonly AuthorizationState[] = [PENDING, AUTHORIZED, PAUSED];
const GIVEN: readonly AuthorizationSource[] = [AuthorizationSource.GRANT, AuthorizationSource.IMPORT];

function revocations(actor: Actor, senders: readonly Senders[]): Phase {
  const steps = senders.flatMap(({ mailbox, rights }) => {
    const { grants, identities, path } = mailbox;
    const wanted = new Set([...(grants ?? []), ...(identities ?? [])].map(({ address }) => address.key));
    const surplus = [...rights.values()].filter(({ state, source, addressKey }) => {
      const list = GIVEN.includes(source) ? grants : identities;
      return list !== null && REVOCABLE.includes(state) && !wanted.has(addressKey);
    });
    return surplus.map(({ id, source, addressKey, state }) => {
      const [part, list] = GIVEN.includes(source) ? [GRANT, "grants"] : [IDENTITY, "identities"];
      const parts = { path: `${path}.${list}`, name: addressKey, before: state, after: REVOKED };
      return { ...about(ENDED, part as SyncedPart, mailbox, parts), run: id };
    });
  });
  return phaseOf(steps, async (tx, some) => {
    const ids = some.map(({ run }) => run);
    const rows = rowsAcrossTenants(
      await lockAuthorizations(tx, ids),
      "of mailboxes of the domain that the caller syncs",
    );
    for (const row of rows) await revokeLocked(tx, actor, row, reasonBecause(AuthorizationReason.NOT_LISTED));
  });
}

interface Asked<Input> {
  readonly mailbox: DesiredMailbox;
  readonly wanted: Desired<Input>;
  readonly right: Authorization | null;
}

function newGrants(actor: Actor, grants: readonly Asked<SyncedGrantInput>[], ids: AccountIds): Phase {
  const steps = grants.filter(({ right }) => right === null).map((grant) => stepOf(GRANT, grant));
  return phaseOf(steps, async (tx, some) => {
    const there = some.filter(({ run }) => ids.has(run.mailbox.address.key));
    const items = there.map(({ run }) => itemOf(run, ids));
    const { left } = await grantAuthorizations(tx, actor, items, (item) => required(there[item]).path);
    const [blocked] = left;
    if (blocked !== undefined) throw refusedByWord(blocked.word ?? "BLOCKED", required(there[blocked.index]).path);
  });
}

function grantsAgain(actor: Actor, grants: readonly Asked<SyncedGrantInput>[], ids: AccountIds): Phase {
  const again = grants.filter(({ right }) => right !== null && (isTakenBack(right) || isOver(right)));
  const steps = again.map((grant) => stepOf(GRANT, grant));
  return eachOf(steps, (tx, run) => grantAuthorization(tx, actor, itemOf(run, ids)));
}

function requests(
  actor: Actor,
  identities: readonly Asked<SyncedIdentityInput>[],
  ids: AccountIds,
  { mailer, noRoutes }: SenderKeys,
): Phase {
  const missing = identities.filter(({ right }) => right === null || isTakenBack(right));
  const steps = missing.map((identity) => stepOf(IDENTITY, identity));
  return phaseOf(steps, async (tx, some) => {
    const there = some.filter(({ run }) => ids.has(run.mailbox.address.key));
    const items = there.map(({ run }) => itemOf(run, ids));
    await addManyIdentities(tx, actor, mailer, {
      inputs: items,
      fieldOf: (item) => required(there[item]).path,
      noRoutes,
    });
  });
}

function stepOf<Input extends { readonly address: string }>(part: SyncedPart, asked: Asked<Input>) {
  const { mailbox, wanted, right } = asked;
  const parts = { path: wanted.path, name: wanted.input.address, before: right?.state ?? null };
  return { ...about(MADE, part, mailbox, parts), run: asked };
}

function itemOf<Input>({ mailbox, wanted }: Asked<Input>, ids: AccountIds): Input & { readonly accountId: string } {
  return { ...wanted.input, accountId: required(ids.get(mailbox.address.key)) };
}

function profiles(
  actor: Actor,
  identities: readonly Asked<SyncedIdentityInput>[],
  { profiles: present }: PresentDomain,
): Phase {
  const steps = identities.flatMap(({ mailbox, wanted, right }) => {
    const profile = right === null || isTakenBack(right) ? undefined : present.get(right.id);
    if (right === null || profile === undefined) return [];
    const changes = profileChanges(profile, wanted.input);
    if (Object.keys(changes).length === 0) return [];
    const parts = { path: wanted.path, name: wanted.input.address };
    return [{ ...about(CHANGED, PROFILE, mailbox, parts), run: { id: right.id, changes } }];
  });
  return eachOf(steps, (tx, { id, changes }) => updateIdentityProfile(tx, actor, id, changes));
}

function profileChanges(
  profile: SenderProfile,
  { displayName, organization, signature }: SyncedIdentityInput,
): Omit<SyncedIdentityInput, "address"> {
  const wanted = { displayName: displayName === null ? "" : displayName, organization, signature };
  const changed = Object.entries(wanted).filter(
    ([name, value]) => value !== undefined && value !== profile[name as keyof typeof wanted],
  );
  return Object.fromEntries(changed);
}
