import { isUniqueViolation, type Transaction } from "../../database/index.js";
import {
  type Actor,
  badInput,
  because,
  forbidden,
  newIdentifier,
  newInstance,
  requireDomainName,
} from "../../kernel/index.js";
import { Gateway } from "../gateway.entity.js";
import { addDecisionTimes, requireDecisionTimes } from "./decision-times.js";
import type { ReportGatewayInput } from "./gateway.types.js";
import { hourOf } from "./hours.js";

const MAX_NAME_LENGTH = 200;
const MAX_VERSION_LENGTH = 32;
const MAX_DOMAINS = 10_000;

/**
 * Notes how far an agent is and how long its decisions took. It comes every few seconds from each, so it writes a few rows
 * and neither audit nor feed.
 */
export async function reportGateway(tx: Transaction, actor: Actor, input: ReportGatewayInput): Promise<Gateway> {
  const times = requireDecisionTimes(input.decisionTimes ?? [], "input.decisionTimes");
  const gateway = await noteGateway(tx, actor, input);
  await addDecisionTimes(tx, gateway.id, hourOf(tx.now), times);
  return gateway;
}

async function noteGateway(tx: Transaction, actor: Actor, input: ReportGatewayInput): Promise<Gateway> {
  if (actor.kind !== "API_KEY" || actor.id === null) throw forbidden();
  const name = requireVisible(input.name, "input.name", MAX_NAME_LENGTH);
  const version = requireVisible(input.version, "input.version", MAX_VERSION_LENGTH);
  const domains = input.domains ?? [];
  if (domains.length > MAX_DOMAINS)
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_DOMAINS }),
      "input.domains",
      `At most ${MAX_DOMAINS} domains`,
    );
  const state = {
    version,
    revision: input.revision,
    domains: domains.map((domain, index) => requireDomainName(domain, `input.domains[${index}]`)),
    refusalAdvice: input.refusalAdvice ?? null,
    lastSeenAt: tx.now,
  };
  const asked = askedIn(input, tx.now);
  const key = { apiKeyId: actor.id, name };
  const known = await tx.manager.findOneBy(Gateway, key);
  if (known !== null) {
    await tx.manager.update(Gateway, { id: known.id }, { ...state, ...asked });
    return Object.assign(known, state, asked);
  }
  const never = { askedAt: null, fromAskedAt: null };
  const gateway = newInstance(Gateway, {
    id: newIdentifier(),
    ...key,
    ...state,
    ...never,
    ...asked,
    firstSeenAt: tx.now,
  });
  try {
    await tx.manager.insert(Gateway, gateway);
    return gateway;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await tx.manager.update(Gateway, key, { ...state, ...asked });
    return tx.manager.findOneByOrFail(Gateway, key);
  }
}

/** What it does not know, as it was started anew, stays as it was told; no clock of a gateway is ahead of ours. */
function askedIn(
  { askedAt, fromAskedAt }: ReportGatewayInput,
  now: Date,
): Partial<Pick<Gateway, "askedAt" | "fromAskedAt">> {
  const notLater = (at: Date) => (at.getTime() > now.getTime() ? now : at);
  return {
    ...(askedAt ? { askedAt: notLater(askedAt) } : {}),
    ...(fromAskedAt ? { fromAskedAt: notLater(fromAskedAt) } : {}),
  };
}

function requireVisible(text: string, field: string, longest: number): string {
  if (text.length > longest || !/^[\x21-\x7e]+$/.test(text)) {
    throw badInput("NAME_MALFORMED", field, `1 to ${longest} visible ASCII characters`, "for instance mx1.example.org");
  }
  return text;
}
