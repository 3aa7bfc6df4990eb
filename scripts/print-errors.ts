import { REASONS, type ReasonName } from "../src/kernel/index.js";

/** The page docs/errors.md, from the catalogue of reasons. */
export function printErrors(): string {
  const reasons = (Object.keys(REASONS) as ReasonName[]).map((name) => ({ name, ...REASONS[name] }));
  const families = [...new Set(reasons.map(({ family }) => family))];
  const sections = families.flatMap((family) => [
    `## ${TITLES[family]}`,
    "",
    "| `reason` | `code` | means | parameters |",
    "| --- | --- | --- | --- |",
    ...reasons
      .filter((reason) => reason.family === family)
      .map(({ name, code, meaning, parameters }) => {
        const named = parameters.map((each: string) => `\`${each}\``).join(", ");
        return `| \`${name}\` | \`${code}\` | ${meaning} | ${named || "–"} |`;
      }),
    "",
  ]);
  return `${INTRODUCTION}\n${sections.join("\n")}`;
}

const TITLES = {
  INPUT: "Values (`InputError`)",
  SELECTION: "Selections (`SelectionError`)",
  ADDRESS: "Addresses and domain names (`AddressError`)",
  AUTHORIZATION: "Authorizations, questions and proofs (`AuthorizationError`)",
  TENANT: "Resellers, domains and accounts (`TenantError`)",
  ACCESS: "Credentials and permissions (`AccessError`)",
  POLICY: "Policies (`PolicyError`)",
  SERVICE: "What is not found, and what there is too much of (`ServiceError`)",
  COMMAND: "The command line",
} as const;

const INTRODUCTION = `<!-- Generated from the catalogue of reasons by \`npm run schema\`. Do not edit. -->
# Why something is refused

Programs act on \`reason\`; \`message\` is for people and may change. The set is closed: what is refused names one of these.

A thrown error carries in its \`extensions\`: \`code\`, \`reason\`, \`parameters\` (those named below), \`path\` (the place in the
arguments, \`["input", "items", "3", "address"]\`, whatever your variables are called), \`index\` (which item of a batch),
\`field\` and \`expected\`, and in \`problems\` the same for each thing that is wrong with the arguments.

Of a mutation the same is data: select \`errors\` of its payload, and what stands against the call is listed there, as one of
the types below, while the other fields of the document go on. Without \`errors\` in the selection it is thrown. What is
unexpected (\`INTERNAL\`), too large (\`TOO_COMPLEX\`) or concerns the whole service (\`UNAVAILABLE\`) is always thrown.

\`\`\`graphql
mutation Add($input: AddIdentityInput!) {
  addIdentity(input: $input) {
    authorization { id state }
    errors { reason message path ... on AuthorizationError { existing until } }
    revision
  }
}
\`\`\`
`;
