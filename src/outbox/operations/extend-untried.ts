import { lockRow, type Transaction, updateRows } from "../../database/index.js";
import { OutboxMail } from "../outbox-mail.entity.js";

/**
 * Changes what a mail of this template about this row says, where one waits that nobody has tried. Returns whether there
 * was one. It keeps its place, and counts against no budget again.
 */
export async function extendUntried(
  tx: Transaction,
  subjectId: string,
  template: string,
  extend: (parameters: Readonly<Record<string, unknown>>) => Record<string, unknown>,
): Promise<boolean> {
  const mail = await lockRow(tx, OutboxMail, { subjectId, template, state: "QUEUED", attempts: 0 }, { id: "DESC" });
  if (mail === null) return false;
  await updateRows(tx, OutboxMail, { id: mail.id }, { parameters: extend(mail.parameters) });
  return true;
}
