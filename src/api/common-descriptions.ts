import {
  type GraphQLArgument,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";

/** Parts that are the same wherever they stand, in whatever type or call. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ["id", "Global id, by which `node` finds it"],
  ["createdAt", "When it was made"],
  ["updatedAt", "When it last changed"],
  ["edges", "The rows of this page, each with its cursor"],
  ["node", "The row"],
  ["cursor", "Its place in this list, for `after` and `before`"],
  ["pageInfo", "Whether there is more on either side"],
  ["isTotalExact", "Whether `totalCount` counts every row"],
]);

const INPUT_FIELDS: ReadonlyMap<string, string> = new Map([
  ["accountId", "Global id of the account"],
  ["domainId", "Global id of the domain"],
  ["resellerId", "Global id of the reseller"],
  ["authorizationId", "Global id of the authorization"],
  ["authorizationIds", "Global ids of the authorizations"],
  ["profileId", "Global id of the profile"],
  ["ids", "Global ids of them"],
  ["items", "One for each"],
  ["field", "What the list is sorted by"],
  ["direction", "Which way"],
]);

const ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ["input", "What is to be done, and with what"],
  ["reason", "Why; it stands in the audit trail"],
  ["filter", "Only what fits it; without it everything that the caller may see"],
  ["orderBy", "What the list is sorted by: one entry"],
  ["scope", "Whose; without it all that the caller is in charge of"],
  ["state", "Only those in this state"],
  ["accountId", "Global id of the account"],
  ["authorizationId", "Global id of the authorization"],
  ["profileId", "Global id of the profile"],
]);

const ROOTS: ReadonlyMap<string, string> = new Map([
  [
    "Query",
    "What can be asked. A field that fails is null, `errors` says why, and the others are answered all the same.",
  ],
  ["Mutation", "What can be changed: each field is one transaction, which is done as a whole or not at all."],
  ["Subscription", "What can be listened to, over WebSocket or as server-sent events."],
]);

/** Columns that lists can be sorted by. */
const SORTED_BY: ReadonlyMap<string, string> = new Map([
  ["ADDRESS", "The address, in the order of the alphabet"],
  ["AT", "When it was committed"],
  ["CREATED_AT", "When it was made"],
  ["DAY", "The day"],
  ["EXPIRES_AT", "When it ends by itself"],
  ["LAST_SEEN_AT", "The last message under it"],
  ["LAST_USED_AT", "When it was last needed"],
  ["MESSAGES", "How many messages"],
  ["NAME", "Its name or address, in the order of the alphabet"],
  ["REFUSED", "How many messages would be refused"],
  ["UNRESOLVED", "How many messages nobody has decided about"],
]);

/**
 * Says of each part without a description of its own what parts of its name are everywhere; the rest is described where
 * it is defined. That nothing is left is held by `npm run check:rules -- descriptions`.
 */
export function describeCommonParts(schema: GraphQLSchema): GraphQLSchema {
  const takers = takersOf(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isObjectType(type) || isInterfaceType(type)) {
      type.description ??= ROOTS.get(type.name);
      for (const field of Object.values(type.getFields())) {
        field.description ??= FIELDS.get(field.name);
        for (const argument of field.args) argument.description ??= argumentOf(field.name, argument);
      }
    } else if (isInputObjectType(type)) {
      type.description ??= inputOf(type, takers);
      for (const field of Object.values(type.getFields())) field.description ??= INPUT_FIELDS.get(field.name);
    } else if (isEnumType(type) && type.name.endsWith("OrderField")) {
      type.description ??= "What the list can be sorted by.";
      for (const value of type.getValues()) value.description ??= SORTED_BY.get(value.name);
    }
  }
  return schema;
}

function argumentOf(field: string, { name }: GraphQLArgument): string | undefined {
  return name === "id" ? `Global id of the ${nounOf(field)}` : ARGUMENTS.get(name);
}

/** `suspendAccount` acts on an account, `resetAdministratorPassword` on what an administrator has. */
function nounOf(field: string): string {
  const words = field.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
  return words.length === 1 ? field : words.slice(1).join(" ");
}

/** The fields that take an input type as their `input`. */
function takersOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.values(root?.getFields() ?? {}),
  );
  return new Map(
    roots.flatMap(({ name, args }) =>
      args.map((argument) => [String(argument.type).replace(/[[\]!]/g, ""), name] as const),
    ),
  );
}

function inputOf({ name }: GraphQLInputObjectType, takers: ReadonlyMap<string, string>): string | undefined {
  if (name.endsWith("Order")) return "What a list is sorted by, and which way.";
  const taker = takers.get(name);
  if (taker === undefined) return undefined;
  return name.endsWith("Filter") ? `Which of \`${taker}\` are wanted.` : `What \`${taker}\` takes.`;
}
