import { toGlobalId } from "../graphql/index.js";
import { type Actor, badInput, because, requireDomainName, required, requireRole } from "../kernel/index.js";
import { deleteDomainAlias, insertDomainAliases, MAX_DOMAIN_ALIASES, Problems } from "../tenancy/index.js";
import type { PresentDomain } from "./present.queries.js";
import { difference, eachOf, type Phase, phaseOf } from "./step.js";
import type { SyncDomainInput, SyncedDomainAliasInput } from "./sync.input.js";
import { DifferenceKind, SyncedPart } from "./sync.types.js";

/** A name that is to stand for the domain. */
export interface DesiredDomainAlias {
  /** In A-labels. */
  readonly name: string;
  readonly input: SyncedDomainAliasInput;
  readonly path: string;
}

/** Null where they are left out. Throws BAD_USER_INPUT with all that is wrong, FORBIDDEN where the caller makes none. */
export function desiredDomainAliases(actor: Actor, { domainAliases }: SyncDomainInput): DesiredDomainAlias[] | null {
  if (domainAliases === null || domainAliases === undefined) return null;
  requireRole(actor, "OPERATOR", "RESELLER", "PANEL");
  const problems = new Problems();
  if (domainAliases.length > MAX_DOMAIN_ALIASES) {
    const limit = MAX_DOMAIN_ALIASES;
    const words = `A domain has at most ${limit} aliases`;
    throw badInput(because("TOO_MANY_ITEMS", { limit }), "input.domainAliases", words, `0…${limit}`);
  }
  const seen = new Set<string>();
  const desired = domainAliases.flatMap((input, index) => {
    const path = `input.domainAliases[${index}]`;
    const name = problems.collect(() => requireDomainName(input.name, `${path}.name`));
    if (name === undefined) return [];
    if (seen.has(name)) problems.add(badInput("NAMED_TWICE", `${path}.name`, "This domain is listed twice"));
    seen.add(name);
    return [{ name, input, path }];
  });
  problems.throwIfAny();
  return desired;
}

/** Before the mailboxes: what is signed in with there is theirs. */
export function domainAliasPhases(
  actor: Actor,
  { domain, domainAliases }: PresentDomain,
  desired: readonly DesiredDomainAlias[],
): Phase[] {
  const wanted = new Set(desired.map(({ name }) => name));
  const present = new Set(domainAliases.map(({ name }) => name));
  const surplus = domainAliases
    .filter(({ name }) => !wanted.has(name))
    .map(({ id, name }) => ({
      ...difference(DifferenceKind.ENDED, SyncedPart.DOMAIN_ALIAS, { path: "input.domainAliases", name }),
      run: id,
    }));
  const missing = desired
    .filter(({ name }) => !present.has(name))
    .map(({ name, input, path }) => ({
      ...difference(DifferenceKind.MADE, SyncedPart.DOMAIN_ALIAS, { path, name }),
      run: { ...input, domainId: toGlobalId("Domain", domain.id) },
    }));
  return [
    eachOf(surplus, (tx, id) => deleteDomainAlias(tx, actor, id)),
    phaseOf(missing, (tx, some) =>
      insertDomainAliases(
        tx,
        actor,
        some.map(({ run }) => run),
        (item) => required(some[item]).path,
      ),
    ),
  ];
}
