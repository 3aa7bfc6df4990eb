import { ObservationDay } from "../../../src/observations/observation-day.entity.js";
import type { ObservedSubmission } from "../../../src/observations/observed-submission.js";
import type { TestApi } from "../../support/api.js";

export const DAY = 24 * 60 * 60 * 1_000;

/** A submission as a log tells it. */
export function submission(
  login: string,
  reversePath: string | null,
  at: Date | number,
  changes: Partial<ObservedSubmission> = {},
): ObservedSubmission {
  return {
    source: "postfix",
    login,
    reversePath,
    fromAddresses: [],
    at: typeof at === "number" ? at : at.getTime(),
    count: 1,
    isRefused: false,
    queueId: null,
    messageId: null,
    ...changes,
  };
}

/** Every row of the aggregate as `address own/authorized/unauthorized/refused+besides`, in the order of addresses. */
export async function rowsOf(api: Pick<TestApi, "database">): Promise<string[]> {
  const rows = await api.database.reader.find(ObservationDay, { order: { addressKey: "ASC", day: "ASC" } });
  return rows.map(
    ({ addressKey, own, authorized, unauthorized, refused, besides }) =>
      `${addressKey} ${own}/${authorized}/${unauthorized}/${refused}+${besides}`,
  );
}
