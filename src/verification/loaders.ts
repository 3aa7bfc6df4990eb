import DataLoader from "dataloader";
import { loaderKey, type RequestContext } from "../graphql/index.js";
import { rowAcrossTenants } from "../kernel/index.js";
import { accountById, brandingsFor } from "../tenancy/index.js";
import { type Language, languageFor } from "../texts/index.js";
import { OPEN_STATES } from "./questions.queries.js";
import { Verification } from "./verification.entity.js";

const READ_ALONE = "it says in which language to answer whoever sees its right";

/** By account id: the language that whoever asks reads, on their screen and in what is mailed for them. */
export const languageOfAsker = loaderKey("language of asker", (context: RequestContext) => {
  return new DataLoader<string, Language>(async (accountIds) => {
    const loaded = await context.loader(accountById).loadMany([...accountIds]);
    const accounts = loaded.map((account) => (account instanceof Error ? null : rowAcrossTenants(account, READ_ALONE)));
    const paths = accounts.flatMap((account) => (account?.language === null ? [account.resellerPath] : []));
    const brandingAt = await brandingsFor(context.database.reader, paths);
    return accounts.map((account) =>
      languageFor(account === null ? "en" : (account.language ?? brandingAt(account.resellerPath).language)),
    );
  });
});

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
