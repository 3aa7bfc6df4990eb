import { type DecisionReason, loginKeyOf, parseSenderAddress, smtpReply } from "../decision/index.js";
import { decideBatch } from "../decision-data/index.js";
import { toGlobalId } from "../graphql/index.js";
import { languageFor, type TextKey } from "../texts/index.js";
import { withServices } from "./open-services.js";

interface ExplainOptions {
  readonly headerFrom?: string[];
  readonly json?: boolean;
}

const MEANINGS = {
  SUSPENDED: "decisionReason.suspended",
  NULL_SENDER: "decisionReason.nullSender",
  MALFORMED: "decisionReason.malformed",
  OWN_ADDRESS: "decisionReason.ownAddress",
  ALIAS: "decisionReason.alias",
  SUBADDRESS: "decisionReason.subaddress",
  AUTHORIZED: "decisionReason.authorized",
  DOMAIN_AUTHORIZED: "decisionReason.domainAuthorized",
  PENDING: "decisionReason.pending",
  DENIED_BY_OWNER: "decisionReason.deniedByOwner",
  REVOKED: "decisionReason.revoked",
  EXPIRED: "decisionReason.expired",
  PAUSED: "decisionReason.paused",
  UNKNOWN_LOGIN: "decisionReason.unknownLogin",
  NOT_AUTHORIZED: "decisionReason.notAuthorized",
} as const satisfies Readonly<Record<DecisionReason, TextKey>>;

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
    console.log(`because ${languageFor("en").say(MEANINGS[decision.reason])} (${decision.reason})`);
    console.log(
      `mode in force: ${decision.mode}; under ENFORCE it would be ${decision.wouldDeny ? "refused" : "allowed"}`,
    );
    if (decision.smtpReply !== null) console.log(decision.smtpReply);
    console.log(`data of revision ${decision.revision}`);
  });
}
