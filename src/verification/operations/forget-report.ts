import type { Identity } from "../../authorizations/index.js";
import type { Transaction } from "../../database/index.js";
import { mailboxAt } from "../../policy/index.js";
import { ReportedMailbox } from "../reported-mailbox.entity.js";

/** Whoever reads the mailbox wants to be asked again. Returns whether a question had been reported there. */
export async function forgetReport(tx: Transaction, identity: Identity): Promise<boolean> {
  const mailbox = await mailboxAt(tx.manager, identity.addressKey);
  const { affected } = await tx.manager.delete(ReportedMailbox, { mailbox });
  return (affected ?? 0) > 0;
}
