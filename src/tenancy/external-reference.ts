import { type EntityManager, type EntityTarget, In } from "typeorm";
import { inBatches, type Transaction } from "../database/index.js";
import {
  type Actor,
  badInput,
  because,
  conflict,
  forbidden,
  type Place,
  placeOfScope,
  requireScope,
  type Scope,
  scopeCovers,
} from "../kernel/index.js";
import type { Problems } from "./input-problems.js";
import { labelOf } from "./reseller-path.js";

export const MAX_REFERENCE_LENGTH = 128;
/** Of the reseller whose caller said it; empty for the platform. */
export const MAX_REFERENCE_OWNER_LENGTH = 8;

const PRINTABLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** What a row keeps of the id that its panel knows it by. */
export interface Referenced {
  readonly id: string;
  externalReference: string | null;
  referenceOwner: string | null;
}

/** Whose references the caller sets and finds: its reseller's, wherever that is moved to. */
function ownerOf(scope: Scope): string {
  const { resellerPath } = placeOfScope(scope);
  return resellerPath === null ? "" : labelOf(resellerPath);
}

/** `undefined` leaves it as it is, null removes it. Throws BAD_USER_INPUT, FORBIDDEN for a mailbox's user. */
export function optionalReference(
  actor: Actor,
  text: string | null | undefined,
  field: string,
): Partial<Pick<Referenced, "externalReference" | "referenceOwner">> {
  if (text === undefined) return {};
  if (actor.role === "ACCOUNT") throw forbidden("ADMINISTRATOR_ONLY", "Your administrator sets the reference");
  if (text === null) return { externalReference: null, referenceOwner: null };
  if (text.length > MAX_REFERENCE_LENGTH) {
    const words = `A reference has at most ${MAX_REFERENCE_LENGTH} characters`;
    throw badInput(because("TEXT_TOO_LONG", { limit: MAX_REFERENCE_LENGTH }), field, words);
  }
  if (!PRINTABLE.test(text)) {
    throw badInput("ID_MALFORMED", field, "A reference has printable ASCII characters", "the id of your own system");
  }
  return { externalReference: text, referenceOwner: ownerOf(requireScope(actor)) };
}

/** A row that is about to have a reference; its own id, where it is there already. */
export interface ReferenceClaim extends Partial<Pick<Referenced, "externalReference" | "referenceOwner">> {
  readonly id?: string;
  readonly field: string;
}

/** One row of a kind has a reference of one owner; whoever is faster all the same meets the index. */
export async function checkReferencesAreFree<Row extends Referenced>(
  tx: Transaction,
  Entity: EntityTarget<Row>,
  claims: readonly ReferenceClaim[],
  problems: Problems,
): Promise<void> {
  const given = claims.filter(({ externalReference }) => typeof externalReference === "string");
  const holders = new Map<string, string | undefined>();
  for (const some of inBatches(given)) {
    const externalReference = In(some.map((claim) => claim.externalReference));
    const referenceOwner = some[0]?.referenceOwner ?? "";
    const rows = await tx.manager.find<Referenced>(Entity as EntityTarget<Referenced>, {
      where: { referenceOwner, externalReference },
    });
    for (const row of rows) holders.set(String(row.externalReference), row.id);
  }
  for (const { id, externalReference, field } of given) {
    const key = String(externalReference);
    if (holders.has(key) && (id === undefined || holders.get(key) !== id)) problems.add(referenceIsTaken(field));
    else holders.set(key, id);
  }
}

export function referenceIsTaken(field: string) {
  return conflict("REFERENCE_TAKEN", "Something else of its kind has this reference", field);
}

export interface ReferenceWanted<Row extends Referenced> {
  readonly actor: Actor;
  readonly externalReference: string;
  readonly placeOf: (row: Row) => Place;
}

/** The row that the caller's own reseller knows by this reference; null where the caller sees none. */
export async function findByReference<Row extends Referenced>(
  manager: EntityManager,
  Entity: EntityTarget<Row>,
  { actor, externalReference, placeOf }: ReferenceWanted<Row>,
): Promise<Row | null> {
  const scope = requireScope(actor);
  const where = { referenceOwner: ownerOf(scope), externalReference };
  const row = (await manager.findOneBy<Referenced>(Entity as EntityTarget<Referenced>, where)) as Row | null;
  return row !== null && scopeCovers(scope, placeOf(row)) ? row : null;
}
