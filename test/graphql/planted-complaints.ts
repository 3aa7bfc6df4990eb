import { insertRow, type Transaction } from "../../src/database/index.js";
import { newIdentifier } from "../../src/kernel/index.js";
import { AccountAlarm } from "../../src/observations/account-alarm.entity.js";
import { Complaint } from "../../src/rollout/complaints/complaint.entity.js";
import { ComplaintJoin } from "../../src/rollout/complaints/complaint-join.js";

/** An account that an alarm was raised for, and a complaint about its mail: by inner identifiers. */
export async function plantComplaint(
  tx: Transaction,
  of: { readonly accountId: string; readonly domainId: string },
  { day, address }: { readonly day: number; readonly address: string },
): Promise<void> {
  await insertRow(tx, AccountAlarm, { ...of, day, addresses: 40, raisedAt: tx.now, notifiedAt: null });
  await insertRow(tx, Complaint, {
    ...of,
    id: newIdentifier(),
    fingerprint: newIdentifier(),
    kind: "FEEDBACK",
    feedbackType: "abuse",
    addressKey: address,
    isMismatched: 1,
    isTrusted: true,
    reporter: "provider.example",
    joinedBy: ComplaintJoin.MESSAGE_ID,
    reportedAt: tx.now,
  });
}
