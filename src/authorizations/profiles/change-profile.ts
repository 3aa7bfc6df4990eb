import { actorNameAt, actorNameForTrail } from "../../audit/index.js";
import { saveColumns, type Transaction } from "../../database/index.js";
import { type Actor, DomainError } from "../../kernel/index.js";
import type { Authorization } from "../authorization.entity.js";
import { setDefault } from "./default-profile.js";
import { htmlSignaturesOf, saveHtmlSignature } from "./html-signatures.js";
import { isSameValue, type ProfileChanges, type ProfileFields } from "./profile-fields.js";
import { divided, type KeptProposal, proposalOf } from "./profile-proposal.js";
import { auditedFields, recordProfile } from "./record-profile.js";
import { SenderProfile } from "./sender-profile.entity.js";
import { tellOfProposal } from "./tell-of-proposal.js";

const COLUMNS = ["displayName", "organization", "replyTo", "bcc", "signature"] as const;

/** A profile of a right that the caller has locked, and what it is meant to become. */
export interface ProfileChange {
  readonly authorization: Authorization;
  readonly profile: SenderProfile;
  readonly changes: ProfileChanges;
  /** The version that the caller has seen; left out it changes whatever is there. */
  readonly ifVersion?: number | null;
  /** Path of the input. */
  readonly field: string;
}

/**
 * Changes a profile. What changes nothing makes no version and no event, whichever version it was meant for. Throws
 * CONFLICT with what is there now where another version was seen.
 */
export async function changeProfile(
  tx: Transaction,
  actor: Actor,
  { authorization, profile, changes, ifVersion, field }: ProfileChange,
): Promise<void> {
  const { isDefault, ...fields } = changes;
  const current = await fieldsOf(tx, profile);
  const { direct: changed, proposed } = divided(actor, authorization.accountId, differences(current, fields));
  const isStale = ifVersion !== undefined && ifVersion !== null && ifVersion !== profile.version;
  if (isStale && Object.keys(changed).length > 0) throw staleVersion(profile, current, field);
  await propose(tx, actor, { authorization, profile }, proposed);
  const before: Record<string, unknown> = {};
  for (const name of Object.keys(changed) as (keyof ProfileFields)[]) before[name] = current[name];
  if (isDefault !== undefined && (await setDefault(tx, authorization, profile, isDefault))) {
    before.isDefault = !isDefault;
    Object.assign(changed, { isDefault });
  }
  if (Object.keys(changed).length === 0) return;
  const { signatureHtml, ...columns } = changed;
  Object.assign(profile, pickColumns(columns));
  if (signatureHtml !== undefined) await saveHtmlSignature(tx, profile.id, signatureHtml);
  profile.version += 1;
  profile.updatedBy = actorNameAt(authorization, actor);
  profile.updatedAt = tx.now;
  await saveColumns(tx, SenderProfile, profile, [...COLUMNS, "version", "updatedBy", "updatedAt"]);
  const details = { before: auditedFields(before), after: auditedFields(changed) };
  await recordProfile(tx, actor, { event: "profile_changed", authorization, ...details });
}

/** Kept beside what holds; proposed again it changes nothing. */
async function propose(
  tx: Transaction,
  actor: Actor,
  { authorization, profile }: Pick<ProfileChange, "authorization" | "profile">,
  proposed: ProfileChanges,
): Promise<void> {
  const names = Object.keys(proposed) as (keyof KeptProposal & keyof ProfileChanges)[];
  if (names.every((name) => profile.proposal !== null && profile.proposal[name] === proposed[name])) return;
  const made = proposalOf(actor, authorization, proposed, tx.now);
  profile.proposal = made === null ? profile.proposal : { ...profile.proposal, ...made };
  await saveColumns(tx, SenderProfile, profile, ["proposal"]);
  await recordProfile(tx, actor, { event: "profile_proposed", authorization, after: { ...proposed } });
  if (profile.proposal !== null) await tellOfProposal(tx, authorization, profile.id, profile.proposal);
}

export async function fieldsOf(tx: Transaction, profile: SenderProfile): Promise<ProfileFields> {
  const { displayName, organization, replyTo, bcc, signature } = profile;
  const signatureHtml = (await htmlSignaturesOf(tx.manager, [profile.id])).get(profile.id) ?? null;
  return { displayName, organization, replyTo, bcc, signature, signatureHtml };
}

function differences(current: ProfileFields, wanted: Partial<ProfileFields>): Partial<ProfileFields> {
  const changed = Object.entries(wanted).filter(
    ([name, value]) => !isSameValue(name as keyof ProfileFields, current[name as keyof ProfileFields], value),
  );
  return Object.fromEntries(changed);
}

function pickColumns(changed: Partial<ProfileFields>): Partial<ProfileFields> {
  return Object.fromEntries(COLUMNS.flatMap((name) => (name in changed ? [[name, changed[name]]] : [])));
}

function staleVersion(profile: SenderProfile, current: ProfileFields, field: string): DomainError {
  const { version, updatedAt } = profile;
  const updatedBy = profile.updatedBy === null ? null : actorNameForTrail(profile.updatedBy);
  return new DomainError("VERSION_CHANGED", "This profile was changed meanwhile", {
    field: `${field}.ifVersion`,
    expected: String(version),
    current: { version, ...current, updatedBy, updatedAt: updatedAt.toISOString() },
  });
}
