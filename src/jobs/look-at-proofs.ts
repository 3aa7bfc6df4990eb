import type { Services } from "../graphql/index.js";
import { lookIsDue, type ProofAlerts, ProofLooks } from "../proofs/index.js";
import { type Repetition, repeat } from "./repeat.js";

/** What another process asked for is seen within this time; what this one asked for, at once. */
const PAUSE_MS = 2_000;

/** Asks name servers for every proof whose time has come. */
export function lookAtProofs(services: Services, alerts: ProofAlerts): Repetition {
  const onError = (error: unknown) =>
    services.log.error({ err: error }, "looking at a proof failed and will be tried again");
  const looks = new ProofLooks(services, alerts, onError);
  const repetition = repeat(async () => {
    await looks.begin(() => repetition.wake());
    return PAUSE_MS;
  }, onError);
  const stopListening = lookIsDue.listen(repetition.wake);
  return {
    wake: repetition.wake,
    async stop() {
      stopListening();
      await repetition.stop();
      await looks.ended();
    },
  };
}
