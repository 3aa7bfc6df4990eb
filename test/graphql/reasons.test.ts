import { existsSync } from "node:fs";
import type { GraphQLSchema } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { buildApiSchema } from "../../src/app/index.js";
import { type Actor, REASONS, type ReasonName } from "../../src/kernel/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { createTenants, plantAccount, type Tree } from "./tenancy-tree.js";
import { documentFor } from "./tenant-rows.js";

type Arguments = Record<string, unknown>;
type Call = [field: string, variables: Arguments, actor?: Actor];

const LONG = "x".repeat(1_100);
const PASSWORD = "a long enough password";
const FAR_OUT_HASH = `$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHRzYWx0$${"A".repeat(43)}`;

/** For each reason calls of which the last is refused for it. */
const CALLS: Partial<Record<ReasonName, (tree: Tree) => Call[]>> = {
  VALUE_MISSING: () => [["setPolicy", { input: { scope: { platform: false } } }]],
  EXACTLY_ONE_WANTED: ({ north }) => [["setPolicy", { input: { scope: { platform: true, resellerId: north.id } } }]],
  TEXT_TOO_LONG: (tree) => [["addIdentity", { input: { ...pair(tree, "a@long.test"), displayName: LONG } }]],
  TEXT_LENGTH: ({ north }) => [["suspendAccount", { id: north.account.id, reason: LONG }]],
  CHARACTER_NOT_ALLOWED: ({ north }) => [["suspendAccount", { id: north.account.id, reason: "a\u0000b" }]],
  OUT_OF_RANGE: () => [["accounts", { first: 201 }]],
  BATCH_SIZE: () => [["createAccounts", { input: { idempotencyKey: "none", items: [] } }]],
  LISTED_TWICE: (tree) => [
    [
      "grantAuthorizations",
      { input: { idempotencyKey: "two", items: [pair(tree, "t@t.test"), pair(tree, "t@t.test")] } },
    ],
  ],
  NAMED_TWICE: ({ north: { account } }) => [
    ["suspendAccounts", { input: { idempotencyKey: "twice", ids: [account.id, account.id] } }],
  ],
  LANGUAGE_MALFORMED: (tree) => [["createAccount", { input: { ...mailbox(tree), language: "x_" } }]],
  NAME_MALFORMED: () => [["createReseller", { input: { name: "Some", slug: "No Slug" } }]],
  CURSOR_UNKNOWN: () => [["accounts", { after: "bm9wZQ" }]],
  IDEMPOTENCY_KEY_MALFORMED: ({ north }) => [["suspendAccount", { id: north.account.id, idempotencyKey: "\n" }]],
  SECRET_SHOWN_ONCE: ({ north }) => {
    const input = { name: "shown once", kind: "PANEL", scope: { resellerId: north.id } };
    const call: Call = ["createApiKey", { input, idempotencyKey: "shown-once" }];
    return [call, call];
  },
  IDEMPOTENCY_KEY_USED: ({ north, south }) => [
    ["setAccountPassword", { input: { accountId: north.account.id, password: PASSWORD }, idempotencyKey: "used" }],
    ["setAccountPassword", { input: { accountId: south.account.id, password: PASSWORD }, idempotencyKey: "used" }],
  ],
  SELECTION_EMPTY: () => [["accounts", { filter: {} }]],
  SELECTION_TOO_WIDE: () => [
    ["revokeAuthorizations", { input: { idempotencyKey: "w", filter: { state: "AUTHORIZED" } } }],
  ],
  COUNT_DIFFERS: ({ north }) => [["deleteDomain", { id: north.domain.id, cascade: true, expectedCount: 77 }]],
  WOULD_END_TOO_MUCH: ({ north }) => [
    ["syncDomain", { input: { domainId: north.domain.id, mailboxes: [], maxEnded: 0 } }],
  ],
  ADDRESS_MALFORMED: (tree) => [["grantAuthorization", { input: pair(tree, "no address") }]],
  ADDRESS_OUTSIDE_DOMAIN: (tree) => [["createAccount", { input: { ...mailbox(tree), address: "a@outside.test" } }]],
  ADDRESS_TAKEN: (tree) => [["createAccount", { input: { ...mailbox(tree), address: tree.north.account.address } }]],
  ALIAS_DOMAIN_NOT_HOSTED: ({ north }) => [
    ["addAccountAlias", { accountId: north.account.id, address: "a@away.test" }],
  ],
  DOMAIN_NAME_MALFORMED: ({ north }) => [["createDomain", { input: { resellerId: north.id, name: "no name" } }]],
  PUBLIC_SUFFIX: ({ north }) => [["createDomain", { input: { resellerId: north.id, name: "co.uk" } }, north.actor]],
  WILDCARD_ADDRESS: (tree) => [["addIdentity", { input: { ...pair(tree, "*@wild.test"), displayName: "All" } }]],
  NAME_LOOKS_LIKE_ADDRESS: (tree) => [
    ["addIdentity", { input: { ...pair(tree, "a@name.test"), displayName: "boss@other.test" } }],
  ],
  DATE_NOT_ALLOWED: (tree) => [
    ["grantAuthorization", { input: { ...pair(tree, "a@date.test"), until: "2001-01-01T00:00:00Z" } }],
  ],
  MAY_SEND_ALREADY: (tree) => [
    ["grantAuthorization", { input: pair(tree, "a@may.test") }],
    ["grantAuthorization", { input: pair(tree, "a@may.test") }],
  ],
  ASKED_ALREADY: (tree) => [
    ["addIdentity", { input: { ...pair(tree, "a@asked.test"), displayName: "Shop" } }],
    ["addIdentity", { input: { ...pair(tree, "a@asked.test"), displayName: "Shop" } }],
  ],
  DOMAIN_NOT_ADMINISTERED: (tree) => [["grantAuthorization", { input: pair(tree, "a@theirs.test") }, tree.north.actor]],
  REFERENCE_TAKEN: ({ north }) => [
    ["updateAccount", { id: north.account.id, input: { externalReference: "one" } }],
    ["updateAccount", { id: north.neighbour.id, input: { externalReference: "one" } }],
  ],
  SLUG_TAKEN: () => [
    ["createReseller", { input: { name: "Twin", slug: "twin" } }],
    ["createReseller", { input: { name: "Twin", slug: "twin" } }],
  ],
  DOMAIN_TAKEN: ({ north }) => [["createDomain", { input: { resellerId: north.id, name: north.domain.name } }]],
  NO_DOMAIN_ALIAS: ({ north }) => [["deleteDomainAlias", { id: north.domain.id }]],
  PROVEN_ALREADY: ({ north }) => [["verifyDomain", { id: north.domain.id }]],
  SUSPENDED_ALREADY: ({ south }) => [
    ["suspendAccount", { id: south.account.id }],
    ["suspendAccount", { id: south.account.id }],
  ],
  NOT_SUSPENDED: ({ north }) => [["resumeAccount", { id: north.account.id }]],
  THERE_ALREADY: ({ north }) => [["moveDomain", { id: north.domain.id, resellerId: north.id }]],
  BELOW_ITSELF: ({ north }) => [["moveReseller", { id: north.id, parentId: north.id }]],
  NOT_EMPTY: ({ north }) => [["deleteDomain", { id: north.domain.id, cascade: false }]],
  PASSWORD_HASH_MALFORMED: (tree) => [["createAccount", { input: { ...mailbox(tree), passwordHash: "x" } }]],
  PASSWORD_HASH_OUT_OF_BOUNDS: (tree) => [
    ["createAccount", { input: { ...mailbox(tree), passwordHash: FAR_OUT_HASH } }],
  ],
  PASSWORD_LENGTH: (tree) => [["createAccount", { input: { ...mailbox(tree), password: "short" } }]],
  SIGN_IN_WANTED: () => [["viewer", {}, ANONYMOUS]],
  TOKEN_EXPIRED: () => [["refreshSession", { refreshToken: "none" }, ANONYMOUS]],
  WRONG_PASSWORD: () => [["signIn", { input: { login: "nobody", password: PASSWORD } }, ANONYMOUS]],
  ROLE_NOT_ALLOWED: ({ north }) => [["createReseller", { input: { name: "Own", slug: "own" } }, north.account.actor]],
  OPERATOR_ONLY: ({ north }) => [["createReseller", { input: { name: "Own", slug: "own" } }, north.actor]],
  LOGIN_TAKEN: ({ north }) => [
    ["createAdministrator", { input: { login: "taken", password: PASSWORD, scope: { resellerId: north.id } } }],
    ["createAdministrator", { input: { login: "taken", password: PASSWORD, scope: { resellerId: north.id } } }],
  ],
  SCOPE_NOT_FITTING: ({ north }) => [
    ["createAdministrator", { input: { login: "some", password: PASSWORD, scope: { accountId: north.account.id } } }],
  ],
  SETTING_OF_HIGHER_SCOPE: ({ north }) => [
    ["setPolicy", { input: { scope: { resellerId: north.id }, requestsPerTargetDomainAndHour: 5 } }],
  ],
  DELIMITER_NOT_ALLOWED: () => [["setPolicy", { input: { scope: { platform: true }, subaddressDelimiters: "@" } }]],
  NOT_FOUND: () => [["suspendAccount", { id: "Account_0193000000007000800000000000000a" }]],
};

/** Where those are reached that take more than a call, by the file that does; or why none can. */
const ELSEWHERE: Record<string, readonly ReasonName[]> = {
  "test/graphql/error-shape.test.ts": ["DOCUMENT_MALFORMED", "SEVERAL_PROBLEMS"],
  "test/graphql/policy.test.ts": ["TOO_MANY_ITEMS", "MODE_UNKNOWN", "SETTING_LOCKED", "ENTRY_MALFORMED"],
  "test/unit/kernel/public-text.test.ts": ["TEXT_NOT_ALLOWED"],
  "test/graphql/platform-settings.test.ts": ["TIME_ZONE_UNKNOWN"],
  "test/graphql/brand-logos.test.ts": [
    "PICTURE_KIND",
    "PICTURE_DAMAGED",
    "PICTURE_TOO_BIG",
    "PICTURE_TOO_MANY_PIXELS",
    "PICTURE_TOO_LONG",
  ],
  "test/graphql/reseller-brands.test.ts": ["COLOUR_MALFORMED", "TEMPLATE_MALFORMED", "NO_BRAND", "HOST_NOT_PROVEN"],
  "test/graphql/access-trusted-issuers.test.ts": ["KEY_MALFORMED", "ISSUER_TAKEN"],
  "test/graphql/first-start.test.ts": ["TEST_CODE_NOT_MATCHING"],
  "test/graphql/observations-report.test.ts": ["ID_MALFORMED"],
  "test/graphql/sender-profiles.test.ts": [
    "VERSION_CHANGED",
    "PROFILE_EXISTS",
    "LAST_PROFILE",
    "NOTHING_PROPOSED",
    "ACCOUNT_ONLY",
  ],
  "test/graphql/question-mails.test.ts": ["ADDRESS_READS_AS_WEB_ADDRESS"],
  "test/graphql/unreachable-domains.test.ts": ["ADDRESS_RECEIVES_NO_MAIL", "ADDRESS_NEEDS_SMTPUTF8"],
  "test/graphql/authorizations-domains.test.ts": ["DOMAIN_ASKED_ALREADY"],
  "test/graphql/proofs.test.ts": [
    "DOMAIN_NAME_TOO_LONG",
    "TOO_MANY_ALREADY",
    "RECORD_NOT_FOUND",
    "NAME_SERVER_SILENT",
    "PROOF_GONE",
  ],
  "test/graphql/authorizations-requests.test.ts": ["PAUSED_ALREADY", "OWNER_SAID_NO", "LIMIT_REACHED"],
  "test/graphql/owners-word.test.ts": ["OWNER_NOT_ANSWERED", "REASON_WANTED"],
  "test/unit/kernel/state-machine.test.ts": ["NOT_IN_THIS_STATE"],
  "test/graphql/verification-approvals.test.ts": ["DECIDED_ALREADY", "DECISION_STANDS", "DOMAIN_NOT_PROVEN"],
  "test/graphql/verification-answer.test.ts": ["NUMBER_WANTED", "NUMBER_NOT_MATCHING", "QUESTION_OVER"],
  "test/graphql/observations-brake.test.ts": ["RELEASED_ALREADY"],
  "test/graphql/domain-aliases.test.ts": ["IS_DOMAIN_ALIAS"],
  "test/graphql/domain-proof.test.ts": ["DOMAIN_BELOW_ANOTHERS", "EXCHANGER_TAKEN"],
  "test/graphql/suspended-and-deleted.test.ts": ["TOO_MANY_BELOW", "SET_FURTHER_UP"],
  "test/graphql/tenancy-domains.test.ts": ["ALIASES_TIE"],
  "test/graphql/tenancy-accounts.test.ts": ["ADMINISTRATOR_ONLY"],
  "test/graphql/second-factor.test.ts": [
    "WRONG_SECOND_FACTOR",
    "LOGIN_SUSPENDED",
    "SIGN_IN_TOOK_TOO_LONG",
    "CODE_NOT_MATCHING",
    "PASSKEY_TAKEN",
    "NO_SECOND_FACTOR",
    "ENROLMENT_EXPIRED",
    "PASSKEYS_NOT_POSSIBLE",
  ],
  "test/graphql/second-factor-rules.test.ts": [
    "SECOND_FACTOR_REQUIRED",
    "SECOND_FACTOR_MISSING",
    "NOT_ONESELF",
    "LAST_SECOND_FACTOR",
  ],
  "test/graphql/viewing.test.ts": [
    "VIEWING_ONLY",
    "OWN_SIGN_IN_WANTED",
    "BEYOND_OWN_SCOPE",
    "NOT_VIEWING",
    "CANNOT_BE_VIEWED",
  ],
  "test/protocol/api/session-handover.test.ts": ["HANDOVER_OVER", "ISSUERS_TOKEN_WANTED"],
  "test/graphql/previewed-endings.test.ts": ["RESELLER_ONLY"],
  "test/graphql/access-open-sessions.test.ts": ["PERSON_ONLY"],
  "test/protocol/api/registered-documents.test.ts": ["DOCUMENT_NOT_REGISTERED"],
  "test/protocol/replication/full-copy.test.ts": ["WHOLE_PLATFORM_ONLY"],
  "test/graphql/tenancy-resellers.test.ts": ["FURTHER_UP_ONLY"],
  "test/graphql/access-sessions.test.ts": ["PASSWORD_WANTED", "PASSWORD_NOT_MATCHING", "TOO_MANY_FAILED_SIGN_INS"],
  "test/graphql/access-administrators.test.ts": [
    "DISABLED_ALREADY",
    "NOT_DISABLED",
    "STILL_ENABLED",
    "CANNOT_END_ONESELF",
    "LAST_OPERATOR",
  ],
  "test/graphql/access-api-keys.test.ts": ["REVOKED_ALREADY"],
  "test/graphql/administrator-mailboxes.test.ts": ["CONFIRMED_ALREADY", "NO_MAILBOX_SET"],
  "test/graphql/revocation-waits.test.ts": ["GATEWAYS_BEHIND"],
  "test/graphql/decisions.test.ts": ["REVISION_NOT_HERE"],
  "test/protocol/api/http.test.ts": ["NO_SUCH_PATH", "REQUEST_MALFORMED"],
  "test/protocol/api/hostile-requests.test.ts": ["TOO_COMPLEX", "TOO_MANY_SUBSCRIPTIONS", "SUBSCRIPTIONS_ONLY"],
  "test/graphql/rows-that-go.test.ts": ["ROW_GONE"],
  "test/database/bounded-requests.test.ts": ["BUSY", "TOOK_TOO_LONG", "CALLER_GONE", "DATABASE_UNREACHABLE"],
  "test/graphql/cost-limit.test.ts": ["COST_SPENT"],
  "test/unit/cli/failure-in-words.test.ts": ["OPTION_REFUSED"],
};

const UNREACHED: Partial<Record<ReasonName, string>> = {
  UNEXPECTED: "a fault of the program, which no test plants",
  ANSWER_NOT_KEPT: "the process has to end between two commits",
  POLICY_CHANGED_MEANWHILE: "two writers have to make the first policy of a scope in the same moment",
  DATABASE_UNSUITABLE: "said by the start alone, on a server of another collation",
  MIGRATIONS_PENDING: "said by the start alone",
  FILE_MALFORMED: "said by a command alone",
  DATABASE_NOT_EMPTY: "said by a command alone",
  NOT_ON_THIS_MACHINE: "said by a command alone",
};

const pair = ({ north }: Tree, address: string) => ({ accountId: north.account.id, address });
const mailbox = ({ north }: Tree) => ({ domainId: north.domain.id, address: `made@${north.domain.name}` });

describe("the catalogue of reasons", () => {
  let api: TestApi;
  let tree: Tree;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    tree = await createTenants(api);
    schema = await buildApiSchema();
    await plantAccount(api, tree.south.domain.id, `more@${tree.south.domain.name}`);
  });

  it("is known here in full: reached by a call, by another test, or by none for a reason", () => {
    const known = [...Object.keys(CALLS), ...Object.values(ELSEWHERE).flat(), ...Object.keys(UNREACHED)];
    expect(known.sort()).toEqual(Object.keys(REASONS).sort());
    expect(Object.keys(ELSEWHERE).filter((file) => !existsSync(new URL(`../../${file}`, import.meta.url)))).toEqual([]);
  });

  it.each(Object.keys(CALLS) as ReasonName[])("has %s, with its code and parameters", async (reason) => {
    const calls = CALLS[reason]!(tree);
    const [field, variables, actor = OPERATOR] = calls.at(-1)!;
    for (const [before, given, by = OPERATOR] of calls.slice(0, -1)) {
      await api.succeed(by, documentFor(schema, before), given);
    }
    const { extensions } = await api.refuse(actor, documentFor(schema, field), variables);
    const { code, parameters } = REASONS[reason];
    expect(extensions).toMatchObject({ code, reason });
    const told = "parameters" in extensions ? Object.keys(extensions.parameters as object) : [];
    expect(told.sort()).toEqual([...parameters].sort());
  });
});
