import { actorNameForTrail, actorNameIn } from "../audit/index.js";
import { type ExplainedPolicy, type Explanation, explain as explainSender } from "../explanations/index.js";
import { toGlobalId } from "../graphql/index.js";
import { SYSTEM_ACTOR, writtenReversePath } from "../kernel/index.js";
import { type Language, languageFor } from "../texts/index.js";
import { withServices } from "./open-services.js";
import { terminalLanguage } from "./terminal-language.js";

interface ExplainOptions {
  readonly headerFrom?: string[];
  readonly resentFrom?: string[];
  readonly json?: boolean;
}

/** Prints the decision on one login and sender, with the words a person on the telephone needs. */
export async function explain(login: string, sender: string, options: ExplainOptions): Promise<void> {
  await withServices(async ({ database, clock, configuration: { publicUrl } }) => {
    const question = {
      login,
      reversePath: writtenReversePath(sender === "<>" ? "" : sender),
      fromAddresses: options.headerFrom,
      resentFromAddresses: options.resentFrom,
    };
    const viewer = SYSTEM_ACTOR.scope ?? { kind: "PLATFORM" };
    const language = options.json ? languageFor("en") : terminalLanguage();
    const asked = { viewer, language, now: clock.now(), publicUrl };
    const explanation = await explainSender(database, question, asked);
    if (options.json) console.log(JSON.stringify(toJson(explanation)));
    else for (const line of linesOf(explanation, question.reversePath, language)) console.log(line);
  });
}

/** With the names of the API's `explain`, and of rows what tells them apart. */
export function toJson(explanation: Explanation): object {
  const { account, authorization, domainAuthorization, history, policies, ...values } = explanation;
  return {
    ...values,
    policies: policies.map((policy) => ({ ...policy, setBy: policy.setBy && actorNameForTrail(policy.setBy) })),
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

function linesOf(explanation: Explanation, reversePath: string, language: Language): string[] {
  const { say } = language;
  const { verdict, reason, mode, canonicalLogin, canonicalSender, decidedAddress, smtpReply, missing } = explanation;
  const sender = (canonicalSender ?? reversePath) || "<>";
  return [
    say("explanationReport.head", { verdict, login: canonicalLogin, sender }),
    say("explanationReport.because", { because: explanation.because, code: reason }),
    explanation.wouldDeny
      ? say("explanationReport.modeRefuses", { mode })
      : say("explanationReport.modeAllows", { mode }),
    ...(smtpReply === null ? [] : [smtpReply]),
    ...(decidedAddress === reversePath ? [] : [say("explanationReport.fellOn", { address: decidedAddress ?? "" })]),
    ...(missing === null ? [] : [say("explanationReport.missing", { what: missing.message })]),
    say("explanationReport.rule", { number: String(explanation.ruleNumber), rule: explanation.rule }),
    ...explanation.policies.map((policy) => policyInWords(policy, language)),
    ...explanation.history.map(({ at, action, actorLabel }) =>
      say("explanationReport.event", { at: at.toISOString(), action, who: actorLabel }),
    ),
    say("explanationReport.revision", { revision: String(explanation.revision) }),
  ];
}

function policyInWords(policy: ExplainedPolicy, language: Language): string {
  const { say } = language;
  const { scopeKind, name, schedule, isLocked, isInForce } = policy;
  const steps = schedule
    .map(({ at, mode }) => say("explanationReport.step", { mode, at: at.toISOString() }))
    .join(", ");
  const scope = [scopeKind.toLowerCase(), name].join(" ").trim();
  return [
    say("explanationReport.policy", { scope, schedule: steps || say("explanationReport.noSchedule") }),
    ...setterInWords(policy, language),
    ...(isLocked ? [say("explanationReport.locked")] : []),
    ...(isInForce ? [say("explanationReport.inForce")] : []),
  ].join(", ");
}

function setterInWords({ setBy, setAt }: ExplainedPolicy, language: Language): string[] {
  if (setBy === null) return [];
  const who = actorNameIn(language, setBy, "afterBy");
  if (setAt === null) return [language.say("explanationReport.setBy", { who })];
  return [language.say("explanationReport.setByAt", { who, at: setAt.toISOString() })];
}
