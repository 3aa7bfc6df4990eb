import type { ConsoleKey } from "../words/words.js";
import type { StartFacts } from "./start.documents.js";

type StartKey = Extract<ConsoleKey, `consoleStart.${StepName}${"Title" | "Sub" | "Question" | "Lead"}`>;

export type StepName = "name" | "mail" | "tenant" | "gateway" | "log";

export interface Step {
  readonly name: StepName;
  readonly title: StartKey;
  readonly sub: StartKey;
  readonly question: StartKey;
  readonly lead: StartKey;
  isDone(facts: StartFacts): boolean;
}

/** In the order in which each rests on those before it. What is done is read off the platform, never remembered. */
export const STEPS: readonly Step[] = [
  {
    name: "name",
    title: "consoleStart.nameTitle",
    sub: "consoleStart.nameSub",
    question: "consoleStart.nameQuestion",
    lead: "consoleStart.nameLead",
    isDone: ({ isNamed }) => isNamed,
  },
  {
    name: "mail",
    title: "consoleStart.mailTitle",
    sub: "consoleStart.mailSub",
    question: "consoleStart.mailQuestion",
    lead: "consoleStart.mailLead",
    isDone: ({ hasMailArrived }) => hasMailArrived,
  },
  {
    name: "tenant",
    title: "consoleStart.tenantTitle",
    sub: "consoleStart.tenantSub",
    question: "consoleStart.tenantQuestion",
    lead: "consoleStart.tenantLead",
    isDone: ({ hasReseller, hasDomain }) => hasReseller && hasDomain,
  },
  {
    name: "gateway",
    title: "consoleStart.gatewayTitle",
    sub: "consoleStart.gatewaySub",
    question: "consoleStart.gatewayQuestion",
    lead: "consoleStart.gatewayLead",
    isDone: ({ hasGateway }) => hasGateway,
  },
  {
    name: "log",
    title: "consoleStart.logTitle",
    sub: "consoleStart.logSub",
    question: "consoleStart.logQuestion",
    lead: "consoleStart.logLead",
    isDone: ({ hasSeenMail }) => hasSeenMail,
  },
];

export function firstUndone(facts: StartFacts): Step | undefined {
  return STEPS.find((step) => !step.isDone(facts));
}
