/**
 * The ways in for what other programs wrote: mail logs, read from where we stood, and reports and returned mail over
 * LMTP. It refuses to know what follows from them.
 */

export { type Envelope, type ReplyPort, takeReport } from "./lmtp/accept-report.js";
export { type LmtpServer, type LmtpServerOutcome, openLmtpServer } from "./lmtp/lmtp-server.js";
export { ingestFiles } from "./logs/ingest.js";

import { IngestPosition } from "./logs/ingest-position.entity.js";

export const intakeEntities = [IngestPosition];
