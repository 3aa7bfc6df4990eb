import { type Moment, momentOf } from "./moments.js";
import type { Stage } from "./stage.js";

/** One thing that happens at a moment. Those of one moment happen in the order of the list. */
export interface Step {
  readonly when: Moment;
  run(stage: Stage): Promise<unknown>;
}

/** Lets everything happen in the order of time; after each step the mails that are due leave. */
export async function tell(stage: Stage, steps: readonly Step[], now: Date): Promise<void> {
  const dated = steps.map((step) => ({ step, at: momentOf(step.when, now) }));
  dated.sort((one, other) => one.at - other.at);
  for (const { step, at } of dated) {
    stage.clock.moveTo(at);
    await step.run(stage);
    await stage.mail.deliver();
  }
}
