import { type Database, Turns } from "../../database/index.js";

/** Walks over all that was observed in a scope, in one process: more at once would only be slower, and everybody else. */
const MAX_WALKS = 2;

const turns = new WeakMap<Database, Turns>();

/** Runs one walk when its turn comes. Throws UNAVAILABLE when none comes within the time of the request. */
export function takeWalk<T>(database: Database, walk: () => Promise<T>): Promise<T> {
  let ofDatabase = turns.get(database);
  if (ofDatabase === undefined) {
    ofDatabase = new Turns(MAX_WALKS, "reports");
    turns.set(database, ofDatabase);
  }
  return ofDatabase.run(walk);
}
