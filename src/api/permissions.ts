import { getMetadataStorage } from "type-graphql";
import { type FieldRule, PUBLIC, SIGNED_IN } from "../request/index.js";

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

/** The page docs/permissions.md. */
export function printPermissions(): string {
  const sections = (["query", "mutation", "subscription"] as const).map((kind) => {
    const rows = fieldPermissions().filter((field) => field.kind === kind);
    return [`## ${TITLES[kind]}`, "", ...tableOf(rows), ""].join("\n");
  });
  return `${INTRODUCTION}\n${sections.join("\n")}`;
}

function tableOf(fields: readonly FieldPermission[]): string[] {
  const header = `| field | ${COLUMNS.map((role) => role.toLowerCase().replace("_", " ")).join(" | ")} |`;
  const rule = `| --- |${COLUMNS.map(() => " :-: |").join("")}`;
  return [
    header,
    rule,
    ...fields.map(({ name, rules }) => `| \`${name}\` | ${COLUMNS.map((role) => markFor(role, rules)).join(" | ")} |`),
  ];
}

function markFor(role: (typeof COLUMNS)[number], rules: readonly FieldRule[]): string {
  if (rules.includes(PUBLIC)) return "open";
  return rules.includes(role) || rules.includes(SIGNED_IN) ? "yes" : "–";
}

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
