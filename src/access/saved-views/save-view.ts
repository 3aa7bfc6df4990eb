import type { Transaction } from "../../database/index.js";
import { type Actor, because, conflict, forbidden, newIdentifier, newInstance } from "../../kernel/index.js";
import { requireLine } from "../../tenancy/index.js";
import { ownSubject } from "../operations/end-session.js";
import { lockAdministrator } from "../second-factor/second-factors.queries.js";
import { MAX_SCREEN_LENGTH, MAX_VIEW_NAME_LENGTH, MAX_VIEW_QUERY_LENGTH, SavedView } from "./saved-view.entity.js";

/** Of one administrator, over all lists: more than anybody finds again. */
export const MAX_SAVED_VIEWS = 100;

/** Throws FORBIDDEN for whoever is no administrator in person. */
export function ownAdministratorId(actor: Actor): string {
  const { kind, id } = ownSubject(actor);
  if (kind !== "ADMINISTRATOR") throw forbidden("PERSON_ONLY", "Only administrators keep views");
  return id;
}

/** Under a name that the list has already it takes the place of that one. */
export async function saveView(
  tx: Transaction,
  actor: Actor,
  input: { readonly screen: string; readonly name: string; readonly query: string },
): Promise<SavedView> {
  const screen = requireLine(input.screen, "input.screen", MAX_SCREEN_LENGTH);
  const name = requireLine(input.name, "input.name", MAX_VIEW_NAME_LENGTH);
  const query = requireLine(input.query, "input.query", MAX_VIEW_QUERY_LENGTH);
  const { id: administratorId } = await lockAdministrator(tx, ownAdministratorId(actor));
  const former = await tx.manager.findOneBy(SavedView, { administratorId, screen, name });
  if (former !== null) return tx.manager.save(Object.assign(former, { query }));
  if ((await tx.manager.countBy(SavedView, { administratorId })) >= MAX_SAVED_VIEWS) {
    throw conflict(
      because("TOO_MANY_ALREADY", { limit: MAX_SAVED_VIEWS }),
      `Nobody keeps more than ${MAX_SAVED_VIEWS} views; remove one first`,
    );
  }
  const view = { id: newIdentifier(), administratorId, screen, name, query, createdAt: tx.now };
  return tx.manager.save(newInstance(SavedView, view));
}
