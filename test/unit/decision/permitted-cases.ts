import type { DecisionReason } from "../../../src/decision/index.js";
import { type Facts, NOW } from "./snapshots.js";

export const LOGIN = "anna@example.org";
export const BOB = "bob@client.example";
export const ID_OF_BOB = `id of ${BOB}`;

/** One row of the rules: what is asked, what is known, and what is answered; `rule` begins with its number in design. */
export interface DecisionCase {
  readonly rule: string;
  readonly login?: string;
  readonly reversePath: string;
  readonly fromAddresses?: readonly string[];
  readonly resentFromAddresses?: readonly string[];
  readonly facts?: Facts;
  readonly reason: DecisionReason;
  readonly authorizationId?: string;
  readonly decidedAddress?: string;
}

/** What is permitted in every mode. */
export const PERMITTED: readonly DecisionCase[] = [
  { rule: "2 null reverse-path", reversePath: "", reason: "NULL_SENDER" },
  { rule: "2 null reverse-path, unknown login", reversePath: "", facts: { login: null }, reason: "NULL_SENDER" },
  { rule: "2 null reverse-path, own From", reversePath: "", fromAddresses: [LOGIN], reason: "NULL_SENDER" },
  { rule: "4 own address", reversePath: LOGIN, reason: "OWN_ADDRESS" },
  { rule: "4 own address, letter case", reversePath: "Anna@EXAMPLE.org", reason: "OWN_ADDRESS" },
  { rule: "4 own address, needless quotes", reversePath: '"anna"@example.org', reason: "OWN_ADDRESS" },
  { rule: "4 own address, trailing dot", reversePath: "anna@example.org.", reason: "OWN_ADDRESS" },
  {
    rule: "4 own address, U-labels",
    reversePath: "anna@BÜCHER.example",
    facts: { login: "anna@xn--bcher-kva.example" },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "4 own address, unknown login",
    login: "ANNA@example.org",
    reversePath: LOGIN,
    facts: { login: null },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "4 own address at the domain that the login's stands for, unknown login",
    login: "ghost@alias.example",
    reversePath: "ghost@example.org",
    facts: { login: null, targets: { "alias.example": "example.org" } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "4 own address at the alias that was signed in with, unknown login",
    login: "ghost@alias.example",
    reversePath: "ghost@alias.example",
    facts: { login: null, targets: { "alias.example": "example.org" } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "5 own address at another alias of the domain, unknown login",
    login: "ghost@alias.example",
    reversePath: "ghost@second.example",
    facts: { login: null, targets: { "alias.example": "example.org", "second.example": "example.org" } },
    reason: "ALIAS",
  },
  { rule: "5 alias", reversePath: "Info@example.org", facts: { aliases: ["info@example.org"] }, reason: "ALIAS" },
  {
    rule: "5 own address at a domain alias",
    reversePath: "Anna@alias.example",
    facts: { targets: { "alias.example": "example.org" } },
    reason: "ALIAS",
  },
  {
    rule: "5 alias at a domain alias",
    reversePath: "info@alias.example",
    facts: { targets: { "alias.example": "example.org" }, aliases: ["info@example.org"] },
    reason: "ALIAS",
  },
  {
    rule: "6 subaddress of the login at a domain alias, by the domain's delimiters",
    reversePath: "anna+news@alias.example",
    facts: { targets: { "alias.example": "example.org" } },
    reason: "SUBADDRESS",
  },
  {
    rule: "7 authorized at the domain, sent from its alias",
    reversePath: "bob@alias.example",
    facts: { targets: { "alias.example": "client.example" }, authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "AUTHORIZED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "8 domain authorization of what the domain stands for",
    reversePath: "anyone@alias.example",
    facts: { targets: { "alias.example": "client.example" }, domains: { "client.example": { expiresAt: null } } },
    reason: "DOMAIN_AUTHORIZED",
  },
  { rule: "6 subaddress of the login", reversePath: "anna+news@example.org", reason: "SUBADDRESS" },
  {
    rule: "6 subaddress of an alias",
    reversePath: "info+a@example.org",
    facts: { aliases: ["info@example.org"] },
    reason: "SUBADDRESS",
  },
  {
    rule: "6 subaddress of an authorized address",
    reversePath: "info+a@example.org",
    facts: { authorizations: { "info@example.org": "AUTHORIZED" } },
    reason: "SUBADDRESS",
    authorizationId: "id of info@example.org",
  },
  {
    rule: "6 subaddress with the policy's delimiter",
    reversePath: "anna=x@example.org",
    facts: { settings: { subaddressDelimiters: "=-" } },
    reason: "SUBADDRESS",
  },
  {
    rule: "6 subaddress of an authorized address in a domain hosted and proven here",
    reversePath: "bob+a@client.example",
    facts: { authorizations: { [BOB]: "AUTHORIZED" }, hosted: { "client.example": true } },
    reason: "SUBADDRESS",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "6 subaddress in a domain that the operator has named",
    reversePath: "bob.a@client.example",
    facts: {
      authorizations: { [BOB]: "AUTHORIZED" },
      settings: { subaddressDomains: [{ domain: "client.example", delimiters: "." }] },
    },
    reason: "SUBADDRESS",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "6 subaddress of an unknown login, in a domain hosted and proven here",
    reversePath: "anna+news@example.org",
    facts: { login: null },
    reason: "SUBADDRESS",
  },
  {
    rule: "6 subaddress that was signed in with",
    login: "anna+news@example.org",
    reversePath: "anna+news@example.org",
    facts: { signedIn: "anna+news@example.org" },
    reason: "SUBADDRESS",
  },
  {
    rule: "4 an alias in a domain that is not proven, signed in with",
    login: "press@example.net",
    reversePath: "press@example.net",
    facts: { signedIn: "press@example.net", hosted: { "example.net": false } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "4 the account's address, signed in by an alias",
    login: "info@example.org",
    reversePath: LOGIN,
    facts: { signedIn: "info@example.org", aliases: ["info@example.org"] },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "7 authorized",
    reversePath: "BOB@Client.example",
    facts: { authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "AUTHORIZED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "7 authorized, in its last millisecond",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: { authorizationId: "7", state: "AUTHORIZED", expiresAt: NOW + 1 } } },
    reason: "AUTHORIZED",
    authorizationId: "7",
  },
  {
    rule: "7 before 8",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "AUTHORIZED" }, domains: { "client.example": { expiresAt: null } } },
    reason: "AUTHORIZED",
    authorizationId: ID_OF_BOB,
  },
  {
    rule: "8 domain authorized",
    reversePath: BOB,
    facts: { domains: { "client.example": { expiresAt: NOW + 1 } } },
    reason: "DOMAIN_AUTHORIZED",
  },
  {
    rule: "8 before 9",
    reversePath: BOB,
    facts: { authorizations: { [BOB]: "PENDING" }, domains: { "client.example": { expiresAt: null } } },
    reason: "DOMAIN_AUTHORIZED",
  },
  {
    rule: "From permitted too",
    reversePath: LOGIN,
    fromAddresses: [LOGIN, "Bob@client.example"],
    facts: { authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "who resends and the author permitted",
    reversePath: LOGIN,
    fromAddresses: [BOB],
    resentFromAddresses: [LOGIN],
    facts: { authorizations: { [BOB]: "AUTHORIZED" } },
    reason: "OWN_ADDRESS",
  },
  {
    rule: "who resends permitted, where it decides alone",
    reversePath: LOGIN,
    fromAddresses: ["ceo@bank.example"],
    resentFromAddresses: [LOGIN],
    facts: { settings: { resentMail: "RESENT_FROM" } },
    reason: "OWN_ADDRESS",
  },
];
