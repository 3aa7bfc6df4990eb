/**
 * A call is repeated after an answer was lost, and two people change the same thing. Finds the mutations of the schema
 * that take no `idempotencyKey`, and those that change one row and take no version of it. Both are given by
 * `src/api/payloads`; what cannot have them is listed here, each with its reason.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
} from "graphql";
import type { Rule } from "./sources.js";

const CREDENTIALS = "its answer is a credential, which no key may hand out again";
const PROOF = "it rests on a proof of who is there, which counts once";

/** Mutations that take no key. */
const WITHOUT_KEY: ReadonlyMap<string, string> = new Map([
  ["signIn", CREDENTIALS],
  ["completeSignIn", CREDENTIALS],
  ["refreshSession", CREDENTIALS],
  ["viewAs", CREDENTIALS],
  ["handOverSession", CREDENTIALS],
  ["changePassword", PROOF],
  ["requestSecondFactor", PROOF],
  ["beginTotp", PROOF],
  ["beginPasskey", PROOF],
  ["confirmSecondFactor", PROOF],
  ["removeSecondFactor", PROOF],
  ["renewRecoveryCodes", PROOF],
  ["reportSubmissions", "its `batchId` is the key"],
  ["syncDomain", "it says how things are to be: called again it finds no difference"],
]);

const MOVES = "it has a state and no text that two could overwrite: what does not fit the state is refused";

/** Mutations of one row that take no version of it. */
const WITHOUT_VERSION: ReadonlyMap<string, string> = new Map([
  ["confirmSecondFactor", PROOF],
  ["removeSecondFactor", PROOF],
  ["cancelBatchJob", MOVES],
  ["endSession", MOVES],
  ["releaseHold", MOVES],
  ["removeGateway", MOVES],
  ["removeSavedView", "it is its owner's own"],
  ["retryMail", MOVES],
  ["revokeApiKey", MOVES],
  ["revokeDomainAuthorization", MOVES],
  ["verifyDomainAuthorization", MOVES],
  ["undoRelease", MOVES],
  ["testWebhook", "it changes nothing"],
]);

const KEYS = ["idempotencyKey"];
const VERSIONS = ["ifVersion", "ifUpdatedAt"];

/** One line for each mutation that lacks one of the two, and for each exception that is none. */
export function findUnsafe(schema: GraphQLSchema): string[] {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const withoutKey = mutations.filter((mutation) => !takes(mutation, KEYS)).map(({ name }) => name);
  const withoutVersion = mutations
    .filter((mutation) => changesOneRow(mutation) && !takes(mutation, VERSIONS))
    .map(({ name }) => name);
  return [
    ...lacking(withoutKey, WITHOUT_KEY, "takes no idempotencyKey: see @Repeats and @RepeatsView"),
    ...lacking(withoutVersion, WITHOUT_VERSION, "changes one row and takes no version of it: see takeVersions"),
  ];
}

function lacking(found: readonly string[], excepted: ReadonlyMap<string, string>, words: string): string[] {
  const idle = [...excepted.keys()].filter((name) => !found.includes(name));
  return [
    ...found.filter((name) => !excepted.has(name)).map((name) => `${name} ${words}`),
    ...idle.map((name) => `${name} is no exception any more (scripts/rules/safe-mutations.ts)`),
  ];
}

function takes({ args }: GraphQLField<unknown, unknown>, names: readonly string[]): boolean {
  return partsOf(args).some((name) => names.includes(name));
}

/** Its arguments name what it changes: by `id`, or by the id of something that its own name names. */
function changesOneRow({ name, args }: GraphQLField<unknown, unknown>): boolean {
  return partsOf(args).some((part) => {
    const thing = /^(\w+)Id$/.exec(part)?.[1]?.toLowerCase();
    return part === "id" || (thing !== undefined && name.toLowerCase().includes(thing));
  });
}

function partsOf(args: readonly GraphQLArgument[]): string[] {
  return args.flatMap((argument) => {
    const named = getNamedType(argument.type);
    return [argument.name, ...(isInputObjectType(named) ? Object.keys(named.getFields()) : [])];
  });
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => findUnsafe(buildSchema(readFileSync(join(root, "schema/schema.graphql"), "utf8")));
