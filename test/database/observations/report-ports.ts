import { alertWriter, type ReportPorts } from "../../../src/observations/index.js";
import type { Services } from "../../../src/request/index.js";
import { markUndeliverable, returnPathTagOf } from "../../../src/verification/index.js";

/** Complaints and bounces with the real rooms, as `mayfrom ingest` has them. */
export function realReportPorts({ configuration }: Pick<Services, "configuration">): ReportPorts {
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
