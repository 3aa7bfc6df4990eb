import type { Transaction } from "../database/index.js";
import type { DesiredMailbox } from "./desired.js";
import type { DifferenceKind, DomainDifference, SyncedPart } from "./sync.types.js";

/** One difference that is about to be taken away. */
export interface Step extends DomainDifference {
  /** What the phase needs to do it. */
  readonly run: unknown;
}

/** Steps of one kind, which are done together where there is an operation for many. */
export interface Phase {
  readonly steps: readonly Step[];
  readonly work: (tx: Transaction, steps: readonly Step[]) => Promise<unknown>;
}

/** A phase whose steps carry what its work needs. */
export function phaseOf<Run>(
  steps: readonly (DomainDifference & { readonly run: Run })[],
  work: (tx: Transaction, steps: readonly (DomainDifference & { readonly run: Run })[]) => Promise<unknown>,
): Phase {
  return { steps, work: work as Phase["work"] };
}

/** The same with one call for each step. */
export function eachOf<Run>(
  steps: readonly (DomainDifference & { readonly run: Run })[],
  work: (tx: Transaction, run: Run) => Promise<unknown>,
): Phase {
  return phaseOf(steps, async (tx, some) => {
    for (const { run } of some) await work(tx, run);
  });
}

interface About {
  readonly path: string;
  readonly index?: number | null;
  readonly mailbox?: string | null;
  readonly name?: string | null;
  readonly before?: string | null;
  readonly after?: string | null;
}

export function difference(kind: DifferenceKind, part: SyncedPart, about: About): DomainDifference {
  const { path, index = null, mailbox = null, name = null, before = null, after = null } = about;
  return { kind, part, path, index, mailbox, name, before, after };
}

/** The same about a mailbox of the input. */
export function about(
  kind: DifferenceKind,
  part: SyncedPart,
  { index, input }: Pick<DesiredMailbox, "index" | "input">,
  rest: Omit<About, "index" | "mailbox">,
): DomainDifference {
  return difference(kind, part, { index, mailbox: input.address, ...rest });
}

/** Which difference it is, in every attempt at the same call. */
export function keyOf({ kind, part, path, mailbox, name }: DomainDifference): string {
  return JSON.stringify([kind, part, path, mailbox, name]);
}

export function countOf(differences: readonly DomainDifference[], wanted: DifferenceKind): number {
  return differences.filter(({ kind }) => kind === wanted).length;
}
