import {
  buildSchema,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { fieldPermissions } from "../../src/api/permissions.js";
import { buildApiSchema } from "../../src/app/index.js";
import { guardSelections, RequestContext, type Services } from "../../src/graphql/index.js";
import type { Role } from "../../src/kernel/index.js";
import { actorWith } from "../support/api.js";
import { argumentsWith, type InputPlace, NOTHING_SELECTED, pathOf, placesIn } from "../support/schema-samples.js";

const schema = await buildApiSchema();
const ROOTS = [schema.getQueryType(), schema.getMutationType()];

interface Attempt {
  readonly title: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly values: Record<string, unknown>;
  readonly path: string;
}

/** A value of each kind that says nothing, wherever the schema chooses rows. */
function attemptsOn(field: GraphQLField<unknown, unknown>, isMutation: boolean): Attempt[] {
  return placesIn(field.args).flatMap((place) =>
    emptyValuesAt(place, isMutation).map(([value, suffix]) => ({
      title: `${field.name}(${pathOf(place)}: ${JSON.stringify(value)})`,
      field,
      values: argumentsWith(field.args, place, value),
      path: pathOf(place) + suffix,
    })),
  );
}

function emptyValuesAt(place: InputPlace, isMutation: boolean): [value: unknown, suffix: string][] {
  const part = place.at(-1)!;
  const named = getNamedType(part.type);
  const isInSelection = place.slice(0, -1).some(({ type }) => isSelection(type));
  const isList = isListType(getNullableType(part.type));
  const isChoice = named.name === "ID" || isSelection(part.type);
  const values: [unknown, string][] = [];
  if (named.name === "ID")
    values.push(
      ...((isList
        ? [
            [[""], "[0]"],
            [[" "], "[0]"],
          ]
        : [
            ["", ""],
            [" ", ""],
          ]) as [unknown, string][]),
    );
  if (isList && (isChoice || isInSelection)) values.push([[], ""]);
  if (isSelection(part.type) && !isList) values.push([{}, ""]);
  if (isInSelection && named.name === "String") values.push(["", ""], ["  ", ""]);
  if (part.name === "after") values.push(["", ""]);
  const isGuard = ["dryRun", "expectedCount"].includes(part.name);
  const takesNull = isNonNullType(part.type) || part.extensions.nullHasMeaning === true;
  if (isMutation && !takesNull && (isChoice || isInSelection || isGuard)) values.push([null, ""]);
  return values;
}

const isSelection = (type: Parameters<typeof getNamedType>[0]) =>
  /(Filter|^ScopeInput)$/.test(getNamedType(type)!.name) && isInputObjectType(getNamedType(type));

/** Nothing may be read before the refusal. */
const unreachable = new Proxy({} as Services, {
  get(_, name) {
    if (["database", "clock", "configuration", "log", "resolver", "revocationWaitMs"].includes(String(name)))
      return undefined;
    throw new Error(`${String(name)} was asked for`);
  },
});

async function refusalOf({ field, values }: Attempt): Promise<{ code?: string; field?: string }> {
  const rules = fieldPermissions().find(({ name }) => name === field.name)?.rules ?? [];
  const role = (rules.find((rule) => rule !== "PUBLIC" && rule !== "SIGNED_IN") ?? "OPERATOR") as Role;
  const context = new RequestContext(unreachable, actorWith(role, { kind: "PLATFORM" }));
  try {
    await field.resolve?.(null, values, context, NOTHING_SELECTED);
    return {};
  } catch (error) {
    return error as { code?: string; field?: string };
  }
}

const attempts = ROOTS.flatMap((type) =>
  Object.values(type!.getFields()).flatMap((field) => attemptsOn(field, type === schema.getMutationType())),
);

describe("a selection that says nothing", () => {
  it("is tried at every id, list, filter and scope that the schema takes", () => {
    console.log(
      `${attempts.length} empty selections on ${new Set(attempts.map(({ field }) => field.name)).size} fields`,
    );
    expect(attempts.length).toBeGreaterThan(250);
  });

  it.each(attempts.map((attempt) => [attempt.title, attempt] as const))("is refused: %s", async (_, attempt) => {
    const { code, field } = await refusalOf(attempt);
    expect({ code, field }).toEqual({ code: "BAD_USER_INPUT", field: attempt.path });
  });

  it("bounds what a mutation reaches: a state or a source alone is no scope", async () => {
    const filters = attempts.filter(({ path, values }) => path.endsWith(".filter.state") && values.input !== undefined);
    expect(filters.length).toBeGreaterThan(0);
    for (const { field, title } of filters) {
      const input = { idempotencyKey: "a", filter: { state: "OPEN" } };
      expect(await refusalOf({ title, field, values: { input }, path: "" })).toMatchObject({
        code: "BAD_USER_INPUT",
        field: "input.filter",
      });
    }
  });
});

it("a new filter or batch that does not take part fails the start, saying what to do", () => {
  const added = buildSchema(`
    input BareFilter { accountId: ID }
    input ManyInput { ids: [ID!]! }
    type Query { found(filter: BareFilter): Int }
    type Mutation { dropThings(input: ManyInput!): Int }
  `);
  expect(() => guardSelections(added)).toThrow(
    /found\.filter: put @Selects[\s\S]*dropThings: ManyInput .*SelectionInput/,
  );
});
