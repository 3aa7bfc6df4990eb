import DataLoader from "dataloader";
import { loaderKey, type RequestContext } from "../graphql/index.js";
import { OPEN_STATES } from "./questions.queries.js";
import { Verification } from "./verification.entity.js";

/** The open question about each authorization, null where there is none. Only one is open at a time. */
export const latestQuestionByAuthorization = loaderKey("open question by authorization", (context: RequestContext) => {
  return new DataLoader<string, Verification | null>(
    async (ids) => {
      const rows = await context.database.reader
        .createQueryBuilder(Verification, "question")
        .where("question.authorizationId IN (:...ids) AND question.state IN (:...states)", {
          ids: [...ids],
          states: OPEN_STATES,
        })
        .orderBy("question.id", "ASC")
        .getMany();
      const latest = new Map(rows.map((row) => [row.authorizationId, row]));
      return ids.map((id) => latest.get(id) ?? null);
    },
    { maxBatchSize: 500 },
  );
});
