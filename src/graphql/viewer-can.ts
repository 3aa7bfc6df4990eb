import { type ClassType, Ctx, FieldResolver, getMetadataStorage, Resolver, Root, registerEnumType } from "type-graphql";
import { madeHere } from "../database/index.js";
import { DomainError, forbidden, type Locked, type Place, requireScope, scopeCovers } from "../kernel/index.js";
import { type FieldRule, requireAdmission, requireUnrestricted } from "./field-rules.js";
import type { RequestContext } from "./request-context.js";
import { VisibleTo } from "./visibility.js";

/** Something that can be done with a row, by one mutation. */
export interface Act<Row> {
  readonly mutation: string;
  readonly description: string;
  /** Runs the check that the mutation makes of this row, on a copy of it, and throws as that does. */
  readonly check: (row: Locked<Row>, context: RequestContext) => void | Promise<void>;
}

/**
 * The field `viewerCan` of a type: which of these acts the caller would not be refused now. Who may call the mutation is
 * read from its own declaration, and what it asks of the row is what it asks itself; there is no second set of rules.
 * What the act brings along (a password, other rows) is not looked at.
 */
export function viewerCanOf<Row extends object, Name extends string>(
  Type: ClassType<Row>,
  enumName: string,
  acts: Readonly<Record<Name, Act<Row>>>,
) {
  const listed = Object.entries(acts) as [Name, Act<Row>][];
  const ActName = Object.fromEntries(listed.map(([name]) => [name, name]));
  registerEnumType(ActName, {
    name: enumName,
    description: "What somebody may do with it.",
    valuesConfig: Object.fromEntries(listed.map(([name, { description }]) => [name, { description }])),
  });

  @Resolver(() => Type)
  class ViewerCanResolver {
    @VisibleTo("WITH_PARENT")
    @FieldResolver(() => [ActName], {
      description: "What the caller may do with it now: for the buttons of a screen",
    })
    async viewerCan(@Root() row: Row, @Ctx() context: RequestContext): Promise<Name[]> {
      const allowed = await Promise.all(listed.map(([, act]) => isAllowed(act, row, context)));
      return listed.filter((_, index) => allowed[index]).map(([name]) => name);
    }
  }
  return ViewerCanResolver;
}

/** Throws FORBIDDEN for what lies outside the caller's scope: seen there, and nobody's to change. */
export function requireWithin({ actor }: RequestContext, place: Place): void {
  if (!scopeCovers(requireScope(actor), place)) throw forbidden();
}

async function isAllowed<Row extends object>(
  { mutation, check }: Act<Row>,
  row: Row,
  context: RequestContext,
): Promise<boolean> {
  try {
    const rules = rulesOfMutation(mutation);
    requireAdmission(rules, context.actor);
    requireUnrestricted("mutation", rules, context.actor);
    const copy: Row = Object.assign(Object.create(Object.getPrototypeOf(row) as object), row);
    await check(madeHere(copy), context);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

const rulesByMutation = new Map<string, readonly FieldRule[]>();

function rulesOfMutation(name: string): readonly FieldRule[] {
  const known = rulesByMutation.get(name);
  if (known !== undefined) return known;
  const { mutations, authorizedFields } = getMetadataStorage();
  const mutation = mutations.find(({ schemaName }) => schemaName === name);
  const rule = authorizedFields.find(
    ({ target, fieldName }) => target === mutation?.target && fieldName === mutation.methodName,
  );
  if (rule === undefined) throw new TypeError(`there is no mutation ${name} with a rule`);
  const rules = rule.roles as FieldRule[];
  rulesByMutation.set(name, rules);
  return rules;
}
