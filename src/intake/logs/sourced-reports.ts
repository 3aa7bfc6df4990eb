import type { SubmissionBatch } from "../../mail-logs/index.js";
import type { ReportPorts, SourcedReport } from "../../rollout/index.js";
import { type ReportSource, SourceUnknownError } from "../../rollout/index.js";

const NOBODY: ReportSource = { reporter: null, isTrusted: false };

/**
 * The reports of a batch with who wrote them, before the transaction that counts them. A file does not come again, so
 * one whose signature cannot be looked up now counts as untrusted.
 */
export async function sourcedReports(
  { judge }: Pick<ReportPorts, "judge">,
  { reports, messages }: Pick<SubmissionBatch, "reports" | "messages">,
): Promise<SourcedReport[]> {
  const sourced: SourcedReport[] = [];
  for (const report of reports) {
    const message = messages.get(report);
    const source = message === undefined ? NOBODY : await judge({ message, forwardPaths: [] }).catch(asUnknown);
    sourced.push({ report, source });
  }
  return sourced;
}

function asUnknown(error: unknown): ReportSource {
  if (error instanceof SourceUnknownError) return NOBODY;
  throw error;
}
