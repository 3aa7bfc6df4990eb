import type { Transaction } from "../../src/database/index.js";
import { lookIsDue, ProofLooks, type ProofNews } from "../../src/proofs/index.js";
import { alertKeys, proofAlerts } from "../../src/rollout/index.js";
import type { TestApi } from "./api.js";

export interface TestLooks {
  /** What those concerned were told, in order. */
  readonly told: ProofNews[];
  /** Looks at what is due now, and ends when all of it is concluded. */
  lookAtDue(): Promise<void>;
  stop(): void;
}

/** The background work that looks at proofs, as a worker runs it: at once when one is asked for, else when told to. */
export function startProofLooks({ services }: TestApi): TestLooks {
  const told: ProofNews[] = [];
  const mails = proofAlerts(alertKeys(services.configuration));
  const errors: unknown[] = [];
  const alerts = {
    async tell(tx: Transaction, news: ProofNews) {
      told.push(news);
      await mails.tell(tx, news);
    },
  };
  const looks = new ProofLooks(services, alerts, (error) => errors.push(error));
  const begin = () => void looks.begin();
  const stop = lookIsDue.listen(begin);
  return {
    told,
    stop,
    async lookAtDue() {
      do await looks.ended();
      while ((await looks.begin()) > 0);
      // One that was asked for meanwhile has begun by itself: it was no longer there to begin, and is not over.
      await looks.ended();
      if (errors.length > 0) throw new AggregateError(errors, "a look failed");
    },
  };
}
