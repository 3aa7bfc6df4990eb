import type { CheckRequest } from "../../decision/index.js";
import type { LocatedDecision } from "../../decision-data/index.js";
import type { RequestContext } from "../../graphql/index.js";
import { badInput, because, notFound, requireScope, scopeCovers } from "../../kernel/index.js";
import { decisionBatcher } from "./decision-batcher.js";
import { waitForRevision } from "./wait-for-revision.js";

const MAX_QUESTIONS = 1_000;
const MAX_FROM_ADDRESSES = 100;
/** Longer than any address: what is longer is refused before anything is looked up. */
const MAX_TEXT_LENGTH = 1_000;

/**
 * Answers up to 1,000 questions. A caller whose scope holds neither a login nor its domain gets NOT_FOUND as if it did not exist,
 * except a gateway, for which it is an unknown login like any other.
 */
export async function authorizeSenders(
  context: RequestContext,
  questions: readonly CheckRequest[],
  atLeastRevision?: number | null,
): Promise<LocatedDecision[]> {
  if (questions.length > MAX_QUESTIONS) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_QUESTIONS }),
      "requests",
      `At most ${MAX_QUESTIONS} questions a call`,
      `${MAX_QUESTIONS} requests`,
    );
  }
  for (const [index, question] of questions.entries()) requireSaneLengths(question, `requests[${index}].`);
  await waitForRevision(context.database, atLeastRevision);
  const batcher = decisionBatcher(context.database, context.clock);
  const decisions = await batcher.ask(questions);
  return decisions.map((decision) => asVisible(context, decision));
}

/**
 * Whoever's part holds the account, or of a login that is not known the domain, gets the answer. One login that is not
 * the gateway's must not spoil its answers about all the others.
 */
function asVisible({ actor }: RequestContext, located: LocatedDecision): LocatedDecision {
  const scope = requireScope(actor);
  if (scope.kind === "PLATFORM" || (located.loginPlace !== null && scopeCovers(scope, located.loginPlace)))
    return located;
  if (actor.role !== "GATEWAY") throw notFound("Account");
  return { ...located, decision: located.decideAsUnknown(), place: null, loginPlace: null };
}

/** Throws BAD_INPUT for what is longer than any address, or more than any message has; `at` begins the names of fields. */
export function requireSaneLengths(question: CheckRequest, at = ""): void {
  const { login, reversePath, fromAddresses = [], resentFromAddresses = [] } = question;
  const field = (name: string) => `${at}${name}`;
  if (login.length > MAX_TEXT_LENGTH)
    throw badInput(
      because("TEXT_TOO_LONG", { limit: MAX_TEXT_LENGTH }),
      field("login"),
      "The login is too long",
      "at most 254 octets",
    );
  if (reversePath.length > MAX_TEXT_LENGTH)
    throw badInput(
      because("TEXT_TOO_LONG", { limit: MAX_TEXT_LENGTH }),
      field("sender"),
      "The sender is too long",
      "at most 254 octets",
    );
  requireSaneList(fromAddresses, field("headerFrom"));
  requireSaneList(resentFromAddresses, field("resentFrom"));
}

function requireSaneList(addresses: readonly string[], field: string): void {
  if (addresses.length > MAX_FROM_ADDRESSES) {
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_FROM_ADDRESSES }),
      field,
      "Too many From addresses",
      `at most ${MAX_FROM_ADDRESSES}`,
    );
  }
  if (addresses.some((address) => address.length > MAX_TEXT_LENGTH)) {
    throw badInput(
      because("TEXT_TOO_LONG", { limit: MAX_TEXT_LENGTH }),
      field,
      "A From address is too long",
      "at most 254 octets",
    );
  }
}
