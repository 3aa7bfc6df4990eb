import type { Database } from "./database.js";
import type { Transaction } from "./transaction.js";

/** Ends a transaction whose answer is wanted and whose changes are not. */
class Rehearsed<Answer> extends Error {
  constructor(readonly answer: Answer) {
    super("a rehearsal is rolled back");
  }
}

/** The answer, or the error, that the work would give as a write; everything it changed is rolled back. */
export async function rehearse<Answer>(
  database: Database,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await database.write<never>(async (tx) => {
      throw new Rehearsed(await work(tx));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.answer;
    throw error;
  }
}
