import DataLoader from "dataloader";
import { loaderKey, type RequestContext } from "../graphql/index.js";
import { accountById, brandingFor } from "../tenancy/index.js";
import { type Language, languageFor } from "../texts/index.js";
import { OPEN_STATES } from "./questions.queries.js";
import { Verification } from "./verification.entity.js";

/** By account id: the language that whoever asks reads, on their screen and in what is mailed for them. */
export const languageOfAsker = loaderKey("language of asker", (context: RequestContext) => {
  const byPath = new Map<string, Promise<string>>();
  return new DataLoader<string, Language>(async (accountIds) => {
    const accounts = await context.loader(accountById).loadMany([...accountIds]);
    return Promise.all(
      accounts.map(async (account) => {
        if (account === null || account instanceof Error) return languageFor("en");
        if (account.language !== null) return languageFor(account.language);
        const { resellerPath } = account;
        const known = byPath.get(resellerPath) ?? languageOfReseller(context, resellerPath);
        byPath.set(resellerPath, known);
        return languageFor(await known);
      }),
    );
  });
});

async function languageOfReseller({ database }: RequestContext, resellerPath: string): Promise<string> {
  return (await brandingFor(database.reader, resellerPath)).language;
}

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
