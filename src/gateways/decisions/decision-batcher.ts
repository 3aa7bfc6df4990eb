import { type Database, onItsOwn } from "../../database/index.js";
import type { CheckRequest } from "../../decision/index.js";
import { decideBatch, type LocatedDecision } from "../../decision-data/index.js";
import type { Clock } from "../../kernel/index.js";
import { currentSpan, inSharedSpan, type Span } from "../../tracing/index.js";

/** Addresses in one batch, unless a single call has more: each becomes a few parameters of a statement. */
const MAX_BATCH_SIZE = 1_000;
/** Batches under way at once: the next gathers while one is under way, and begins before its end only when full. */
const MAX_BATCHES = 4;

interface Waiting {
  readonly questions: readonly CheckRequest[];
  /** The call that asks, where that is traced. */
  readonly span: Span | null;
  readonly resolve: (decisions: LocatedDecision[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the questions of concurrent calls into batches: the busier the server, the fewer queries a question. No
 * answer is kept: each is made from what the database holds after the question came in.
 */
export class DecisionBatcher {
  readonly #waiting: Waiting[] = [];
  #addressesWaiting = 0;
  #underWay = 0;
  #isScheduled = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Decisions in the order of the questions. */
  ask(questions: readonly CheckRequest[]): Promise<LocatedDecision[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ questions, span: currentSpan(), resolve, reject });
      this.#addressesWaiting += addressesIn(questions);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.length === 0) return;
    const isFull = this.#addressesWaiting >= MAX_BATCH_SIZE;
    if (this.#underWay >= (isFull ? MAX_BATCHES : 1)) return;
    this.#isScheduled = true;
    // After the sockets of this turn have been read, so that calls that came in together are asked together.
    setImmediate(() => {
      this.#isScheduled = false;
      onItsOwn(() => {
        void this.#decideBatch(this.#nextBatch());
        this.#schedule();
      });
    });
  }

  #nextBatch(): Waiting[] {
    let addresses = 0;
    const rest = this.#waiting.findIndex(({ questions }, index) => {
      addresses += addressesIn(questions);
      return index > 0 && addresses > MAX_BATCH_SIZE;
    });
    const batch = this.#waiting.splice(0, rest === -1 ? this.#waiting.length : rest);
    for (const { questions } of batch) this.#addressesWaiting -= addressesIn(questions);
    return batch;
  }

  async #decideBatch(batch: readonly Waiting[]): Promise<void> {
    this.#underWay += 1;
    try {
      const questions = batch.flatMap((waiting) => waiting.questions);
      const { database, clock } = this;
      const decisions = await inSharedSpan(
        batch.map(({ span }) => span),
        () => ({ name: "decide", attributes: { "mayfrom.calls": batch.length } }),
        () => decideBatch(database.reader, questions, clock.now()),
      );
      let start = 0;
      for (const waiting of batch) {
        const end = start + waiting.questions.length;
        waiting.resolve(decisions.slice(start, end));
        start = end;
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#underWay -= 1;
      this.#schedule();
    }
  }
}

function addressesIn(questions: readonly CheckRequest[]): number {
  return questions.reduce((sum, { fromAddresses = [] }) => sum + 1 + fromAddresses.length, 0);
}

const batchers = new WeakMap<Database, DecisionBatcher>();

/** The one batcher of a database, shared by all calls. */
export function decisionBatcher(database: Database, clock: Clock): DecisionBatcher {
  let batcher = batchers.get(database);
  if (batcher === undefined) {
    batcher = new DecisionBatcher(database, clock);
    batchers.set(database, batcher);
  }
  return batcher;
}
