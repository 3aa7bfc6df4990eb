import type { GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";
import {
  type FieldRule,
  PUBLIC,
  SIGNED_IN,
  type TypeVisibility,
  visibilities,
  visibilityInWords,
} from "../graphql/index.js";

/** One query, mutation or subscription with the callers that its rule admits. */
export interface FieldPermission {
  readonly kind: "query" | "mutation" | "subscription";
  readonly name: string;
  readonly rules: readonly FieldRule[];
  readonly description: string;
}

/** The rule of every field at the top of the schema, sorted by name. Call after `buildApiSchema`. */
export function fieldPermissions(): FieldPermission[] {
  const { queries, mutations, subscriptions, authorizedFields } = getMetadataStorage();
  const kinds = { query: queries, mutation: mutations, subscription: subscriptions } as const;
  return Object.entries(kinds).flatMap(([kind, fields]) =>
    fields
      .map(({ target, methodName, schemaName, description }) => {
        const rule = authorizedFields.find((each) => each.target === target && each.fieldName === methodName);
        const rules = (rule?.roles ?? []) as FieldRule[];
        return { kind: kind as FieldPermission["kind"], name: schemaName, rules, description: description ?? "" };
      })
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  );
}

const COLUMNS = ["OPERATOR", "RESELLER", "PANEL", "DOMAIN_ADMIN", "ACCOUNT", "GATEWAY"] as const;

/** The rule in words, for the field's description. */
export function admissionInWords(rules: readonly FieldRule[]): string {
  if (rules.includes(PUBLIC)) return "Open to everybody: the credential is in the call.";
  if (rules.includes(SIGNED_IN)) return "For everybody who is signed in.";
  return `For ${COLUMNS.filter((role) => rules.includes(role))
    .map(nameOf)
    .join(", ")}.`;
}

/** The page docs/permissions.md. */
export function printPermissions(schema: GraphQLSchema): string {
  const sections = (["query", "mutation", "subscription"] as const).map((kind) => {
    const rows = fieldPermissions().filter((field) => field.kind === kind);
    return [`## ${TITLES[kind]}`, "", ...tableOf(rows), ""].join("\n");
  });
  return `${INTRODUCTION}\n${sections.join("\n")}\n${objectsSection(visibilities(schema))}`;
}

function tableOf(fields: readonly FieldPermission[]): string[] {
  const header = `| field | ${COLUMNS.map(nameOf).join(" | ")} |`;
  const rule = `| --- |${COLUMNS.map(() => " :-: |").join("")}`;
  return [
    header,
    rule,
    ...fields.map(({ name, rules }) => `| \`${name}\` | ${COLUMNS.map((role) => markFor(role, rules)).join(" | ")} |`),
  ];
}

function nameOf(role: (typeof COLUMNS)[number]): string {
  return role.toLowerCase().replace("_", " ");
}

/** Rows of a type of their own first; then the fields, of any type, that fewer see than the object. */
function objectsSection(types: readonly TypeVisibility[]): string {
  const rows = types.filter(({ rules }) => !rules.includes("WITH_PARENT"));
  const narrower = types.flatMap(({ name, fields }) =>
    [...groupByRules(fields)].map(([words, names]) => `| \`${name}\` | ${names.join(", ")} | ${words} |`),
  );
  return [
    OBJECTS,
    "| object | shown to |",
    "| --- | --- |",
    ...rows.map(({ name, rules }) => `| \`${name}\` | ${visibilityInWords(rules)} |`),
    "",
    "| object | fields that fewer see than the object | shown to |",
    "| --- | --- | --- |",
    ...narrower,
    "",
  ].join("\n");
}

function groupByRules(fields: TypeVisibility["fields"]): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { name, rules } of fields) {
    const words = visibilityInWords(rules);
    groups.set(words, [...(groups.get(words) ?? []), `\`${name}\``]);
  }
  return groups;
}

function markFor(role: (typeof COLUMNS)[number], rules: readonly FieldRule[]): string {
  if (rules.includes(PUBLIC)) return "open";
  return rules.includes(role) || rules.includes(SIGNED_IN) ? "yes" : "–";
}

const OBJECTS = `## Objects

Each object is asked for its rule whatever way leads to it: a list, a field of something else, the answer of a mutation,
\`node(id)\`. What the caller may not see is null where a field may be null, and \`NOT_FOUND\` where it may not. All other
types are values, made for the answer that they are part of, and shown to whoever may see that. The declarations stand
beside the types (\`@VisibleTo\`); a type or field without one fails \`npm run check\`.
`;

const TITLES = { query: "Queries", mutation: "Mutations", subscription: "Subscriptions" } as const;

const INTRODUCTION = `<!-- Generated from the resolvers by \`npm run schema\`. Do not edit. -->
# Who may do what

Two questions are asked of every call. *May this role call this field at all?* The tables below answer it: "yes", "–"
(\`FORBIDDEN\`), or "open" where no sign-in is needed because the credential is in the call. *Does the row lie in the
caller's scope?* If not, the answer is \`NOT_FOUND\`, exactly as for a row that does not exist.

| role | scope |
| --- | --- |
| operator | the whole platform |
| reseller, panel | a reseller and everything below it |
| domain admin | one domain and its accounts |
| account | itself: its own authorizations and settings |
| gateway | decisions, changes and reports of the platform, or of the part its key is for |

One exception, on purpose: administrators of a hosted domain see, and may revoke, authorizations on addresses *in their
domain* also of other tenants' accounts, because it is their name that is used. Of the foreign account they see the
address and nothing more. The owner of an address signs in nowhere: the link in the mail is the credential.
`;
