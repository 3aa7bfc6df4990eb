import { badInput, because, type EmailAddress, requireEmailAddress } from "../kernel/index.js";
import { optionalLanguage, Problems, requireBatch } from "../tenancy/index.js";
import type { SyncDomainInput, SyncedGrantInput, SyncedIdentityInput, SyncedMailboxInput } from "./sync.input.js";

/** Aliases, identities and grants of all mailboxes together. */
export const MAX_ENTRIES = 10_000;

/** An entry of a mailbox's list, by its address. */
export interface Desired<Input> {
  readonly address: EmailAddress;
  readonly path: string;
  readonly input: Input;
}

export interface DesiredMailbox extends Desired<SyncedMailboxInput> {
  readonly index: number;
  readonly former: EmailAddress | null;
  /** Null where the list is left out, and what is there is left alone. */
  readonly aliases: readonly Desired<string>[] | null;
  readonly identities: readonly Desired<SyncedIdentityInput>[] | null;
  readonly grants: readonly Desired<SyncedGrantInput>[] | null;
}

/**
 * The mailboxes of the input, null where they are left out. A list is complete, so one entry that cannot be read would
 * end what it was meant to keep: everything that is malformed is thrown at once, as BAD_USER_INPUT, with nothing done.
 */
export function desiredMailboxes(
  { mailboxes, maxEnded }: SyncDomainInput,
  isCounted: boolean,
): DesiredMailbox[] | null {
  if (mailboxes === null || mailboxes === undefined) return null;
  if (mailboxes.length === 0 && !isCounted && (maxEnded ?? null) === null) {
    throw badInput(
      "SELECTION_EMPTY",
      "input.mailboxes",
      "No mailbox at all would delete all that there are",
      "one mailbox at least, or expectedCount with it",
    );
  }
  if (mailboxes.length > 0) requireBatch(mailboxes, "input.mailboxes");
  const problems = new Problems();
  const desired = mailboxes.flatMap((input, index) => desiredMailbox(input, index, problems));
  refuseTwice(desired, problems);
  const entries = desired.flatMap(({ aliases, identities, grants }) => [aliases, identities, grants]);
  const count = entries.reduce((sum, list) => sum + (list?.length ?? 0), 0);
  if (count > MAX_ENTRIES) {
    const words = `A call has at most ${MAX_ENTRIES} aliases, identities and grants; this one has ${count}`;
    throw badInput(because("TOO_MANY_ITEMS", { limit: MAX_ENTRIES }), "input.mailboxes", words, `0…${MAX_ENTRIES}`);
  }
  problems.throwIfAny();
  return desired;
}

function desiredMailbox(input: SyncedMailboxInput, index: number, problems: Problems): DesiredMailbox[] {
  const path = `input.mailboxes[${index}]`;
  const address = problems.collect(() => requireEmailAddress(input.address, `${path}.address`));
  const former = optionalAddress(input.formerAddress, `${path}.formerAddress`, problems);
  problems.collect(() => optionalLanguage(input.language, `${path}.language`));
  const aliases = listOf(input.aliases, (alias) => alias, `${path}.aliases`, problems);
  const identities = listOf(input.identities, (identity) => identity.address, `${path}.identities`, problems);
  const grants = listOf(input.grants, (grant) => grant.address, `${path}.grants`, problems);
  if (address === undefined) return [];
  return [{ index, path, input, address, former, aliases, identities, grants }];
}

function optionalAddress(text: string | null | undefined, field: string, problems: Problems): EmailAddress | null {
  if (text === null || text === undefined) return null;
  return problems.collect(() => requireEmailAddress(text, field)) ?? null;
}

function listOf<Input>(
  entries: readonly Input[] | null | undefined,
  addressOf: (entry: Input) => string,
  path: string,
  problems: Problems,
): Desired<Input>[] | null {
  if (entries === null || entries === undefined) return null;
  const desired = entries.flatMap((input, index) => {
    const at = `${path}[${index}]`;
    const address = problems.collect(() => requireEmailAddress(addressOf(input), at));
    return address === undefined ? [] : [{ input, address, path: at }];
  });
  refuseTwice(desired, problems);
  return desired;
}

function refuseTwice(desired: readonly Desired<unknown>[], problems: Problems): void {
  const seen = new Set<string>();
  for (const { address, path } of desired) {
    if (seen.has(address.key)) problems.add(badInput("NAMED_TWICE", path, "This address is listed twice"));
    seen.add(address.key);
  }
}
