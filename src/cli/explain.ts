import { loginKeyOf, parseSenderAddress, smtpReply } from "../decision/index.js";
import { decideBatch } from "../decision-data/index.js";
import { toGlobalId } from "../graphql/index.js";
import { withServices } from "./open-services.js";

interface ExplainOptions {
  readonly headerFrom?: string[];
  readonly json?: boolean;
}

const MEANINGS: Readonly<Record<string, string>> = {
  SUSPENDED: "the account, its domain or a reseller above it is suspended",
  NULL_SENDER: "notifications use the empty sender, which is never refused",
  MALFORMED: "this is not an address",
  OWN_ADDRESS: "it is the account's own address",
  ALIAS: "it is an alias of the account",
  SUBADDRESS: "without its +tag it is one of the account's addresses",
  AUTHORIZED: "its owner or an administrator has allowed it",
  DOMAIN_AUTHORIZED: "the account may send as anyone in that domain",
  PENDING: "its owner has been asked and has not answered yet",
  DENIED_BY_OWNER: "its owner said no",
  REVOKED: "it was allowed and has been withdrawn",
  EXPIRED: "it was allowed until a date that has passed",
  PAUSED: "it was allowed and is paused until somebody confirms it again",
  UNKNOWN_LOGIN: "this login is not known here",
  NOT_AUTHORIZED: "nobody has asked its owner yet",
};

/** Prints the decision on one login and sender, with the words a person on the telephone needs. */
export async function explain(login: string, sender: string, options: ExplainOptions): Promise<void> {
  await withServices(async ({ database, clock, configuration }) => {
    const reversePath = sender === "<>" ? "" : sender;
    const question = { login, reversePath, fromAddresses: options.headerFrom };
    const [located] = await decideBatch(database.reader, [question], clock.now());
    if (located === undefined) throw new Error("the question was left without an answer");
    const { authorizationId, accountId: _account, refused: _refused, ...verdict } = located.decision;
    const decision = { ...verdict, smtpReply: smtpReply(located.decision, configuration.publicUrl) };
    const parsed = parseSenderAddress(reversePath);
    const canonicalSender = parsed.ok ? parsed.address.key : reversePath === "" ? "" : null;
    const canonicalLogin = loginKeyOf(login);
    if (options.json) {
      const authorization = authorizationId === null ? null : { id: toGlobalId("Authorization", authorizationId) };
      console.log(JSON.stringify({ ...decision, authorization, canonicalLogin, canonicalSender }));
      return;
    }
    console.log(`${decision.verdict}  ${canonicalLogin} as ${canonicalSender || "<>"}`);
    console.log(`because ${MEANINGS[decision.reason] ?? decision.reason} (${decision.reason})`);
    console.log(
      `mode in force: ${decision.mode}; under ENFORCE it would be ${decision.wouldDeny ? "refused" : "allowed"}`,
    );
    if (decision.smtpReply !== null) console.log(decision.smtpReply);
    console.log(`data of revision ${decision.revision}`);
  });
}
