import { type ExplainedPolicy, type Explanation, explain as explainSender } from "../explanations/index.js";
import { toGlobalId } from "../graphql/index.js";
import { SYSTEM_ACTOR } from "../kernel/index.js";
import { languageFor } from "../texts/index.js";
import { withServices } from "./open-services.js";

interface ExplainOptions {
  readonly headerFrom?: string[];
  readonly json?: boolean;
}

/** Prints the decision on one login and sender, with the words a person on the telephone needs. */
export async function explain(login: string, sender: string, options: ExplainOptions): Promise<void> {
  await withServices(async ({ database, clock, configuration: { publicUrl } }) => {
    const question = { login, reversePath: sender === "<>" ? "" : sender, fromAddresses: options.headerFrom };
    const viewer = SYSTEM_ACTOR.scope ?? { kind: "PLATFORM" };
    const asked = { viewer, language: languageFor("en"), now: clock.now(), publicUrl };
    const explanation = await explainSender(database, question, asked);
    if (options.json) console.log(JSON.stringify(toJson(explanation)));
    else for (const line of linesOf(explanation, question.reversePath)) console.log(line);
  });
}

/** With the names of the API's `explain`, and of rows what tells them apart. */
export function toJson(explanation: Explanation): object {
  const { account, authorization, domainAuthorization, history, ...values } = explanation;
  return {
    ...values,
    account: account && { id: toGlobalId("Account", account.id), address: account.address },
    authorization: authorization && { id: toGlobalId("Authorization", authorization.id), state: authorization.state },
    domainAuthorization: domainAuthorization && {
      id: toGlobalId("DomainAuthorization", domainAuthorization.id),
      domain: domainAuthorization.domain,
      state: domainAuthorization.state,
    },
    history: history.map(({ at, action, actorLabel, reason }) => ({ at, action, actorLabel, reason })),
  };
}

function linesOf(explanation: Explanation, reversePath: string): string[] {
  const { verdict, reason, mode, canonicalLogin, canonicalSender, decidedAddress, smtpReply, missing } = explanation;
  return [
    `${verdict}  ${canonicalLogin} as ${(canonicalSender ?? reversePath) || "<>"}`,
    `because ${explanation.because} (${reason})`,
    `mode in force: ${mode}; under ENFORCE it would be ${explanation.wouldDeny ? "refused" : "allowed"}`,
    ...(smtpReply === null ? [] : [smtpReply]),
    ...(decidedAddress === reversePath ? [] : [`it fell on ${decidedAddress}`]),
    ...(missing === null ? [] : [`missing: ${missing.message}`]),
    `rule ${explanation.ruleNumber}: ${explanation.rule}`,
    ...explanation.policies.map(policyInWords),
    ...explanation.history.map(({ at, action, actorLabel }) => `${at.toISOString()}  ${action} by ${actorLabel}`),
    `data of revision ${explanation.revision}`,
  ];
}

function policyInWords({ scopeKind, name, schedule, isLocked, isInForce, setBy, setAt }: ExplainedPolicy): string {
  const steps = schedule.map(({ at, mode }) => `${mode} from ${at.toISOString()}`).join(", ");
  const setter = setBy === null ? "" : `, set by ${setBy}${setAt === null ? "" : ` at ${setAt.toISOString()}`}`;
  const notes = `${isLocked ? ", locked" : ""}${isInForce ? ", in force" : ""}`;
  return `policy of ${[scopeKind.toLowerCase(), name].join(" ").trim()}: ${steps || "no schedule"}${setter}${notes}`;
}
