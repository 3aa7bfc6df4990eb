import { alertWriter, type ReportPorts } from "../observations/index.js";
import type { Services } from "../request/index.js";
import { markUndeliverable, returnPathTagOf } from "../verification/index.js";

/** Where complaints and bounces go: observations know nothing of questions, here the two meet. */
export function reportPortsOf({ configuration }: Pick<Services, "configuration">): ReportPorts {
  return {
    writer: alertWriter(configuration),
    bounces: {
      async bounced(tx, returnPath, evidence) {
        const tag = returnPathTagOf(returnPath);
        return tag !== null && markUndeliverable(tx, tag, evidence);
      },
    },
  };
}
