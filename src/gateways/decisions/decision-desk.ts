import type { Database } from "../../database/index.js";
import type { SenderQuestion } from "../../decision/index.js";
import { decideForAll, type LocatedDecision } from "../../grounds/index.js";
import { type Clock, DomainError } from "../../kernel/index.js";

const LARGEST_BATCH = 1_000;
/** Batches under way at once; what arrives meanwhile is asked together. */
const MOST_BATCHES = 4;

interface Waiting {
  readonly question: SenderQuestion;
  readonly resolve: (decision: LocatedDecision) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the questions of concurrent calls into batches: the busier the server, the fewer queries a question. No
 * answer is kept: each is made from what the database holds after the question came in.
 */
export class DecisionDesk {
  readonly #waiting: Waiting[] = [];
  #underWay = 0;
  #isScheduled = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  ask(question: SenderQuestion): Promise<LocatedDecision> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#underWay >= MOST_BATCHES || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    // After the sockets of this turn have been read, so that calls that came in together are asked together.
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#decideBatch(this.#waiting.splice(0, LARGEST_BATCH));
      this.#schedule();
    });
  }

  async #decideBatch(batch: readonly Waiting[]): Promise<void> {
    this.#underWay += 1;
    try {
      const questions = batch.map(({ question }) => question);
      const decisions = await decideForAll(this.database.reader, questions, this.clock.now(), this.publicUrl);
      for (const [index, { resolve, reject }] of batch.entries()) {
        const decision = decisions[index];
        if (decision === undefined) reject(new DomainError("INTERNAL", "A question was left without an answer"));
        else resolve(decision);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#underWay -= 1;
      this.#schedule();
    }
  }
}

const desks = new WeakMap<Database, DecisionDesk>();

/** The one desk of a database, shared by all calls. */
export function decisionDesk(database: Database, clock: Clock, publicUrl: string): DecisionDesk {
  let desk = desks.get(database);
  if (desk === undefined) {
    desk = new DecisionDesk(database, clock, publicUrl);
    desks.set(database, desk);
  }
  return desk;
}
