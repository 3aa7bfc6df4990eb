/**
 * `decisions-of-database.ts FILE`: makes the SQLite database where there is none, then prints what it decides about each
 * of its addresses and some that are none of it, one a line. `npm run test:node` makes it on the line of Node that is
 * there and reads it on the others: a line that decides otherwise prints something else.
 */
import "reflect-metadata";
import { existsSync } from "node:fs";
import { Authorization, grantAuthorization } from "../../src/authorizations/index.js";
import { type Database, migrate, openDatabase } from "../../src/database/index.js";
import { decideBatch } from "../../src/decision-data/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import { SYSTEM_ACTOR, systemClock, writtenReversePath } from "../../src/kernel/index.js";
import { Account, AccountAlias } from "../../src/tenancy/index.js";
import { createAccount } from "../../src/tenancy/operations/create-account.js";
import { createDomain } from "../../src/tenancy/operations/create-domain.js";
import { createReseller } from "../../src/tenancy/operations/create-reseller.js";
import { databaseParts } from "./configuration.js";

const DOMAINS = ["STRAẞE.example", "straße.test", "Bücher.example", "例え.テスト", "plain.example", "ΣΊΣΥΦΟΣ.example"];
const LOCAL_PARTS = ["user", "Übung", "ΣΊΣΥΦΟΣ", "e\u0301te\u0301", "STRASSE"];
/** As an MTA hands them over: other spellings, broken A-labels, and names that some runtimes have taken for others. */
const ASKED = [
  "user@strasse.example",
  "user@STRASSE.example",
  "user@straẞe.example",
  "user@xn--strae-oqa.example",
  "user@xn--a.example",
  "user@xn--.example",
  "user@xn--strasse-.example",
  "user@xn--bcher-kva.example",
  "übung@bu\u0308cher.example",
  "ÉTÉ@plain.example",
  "user@σίσυφος.example",
  "user@ΣΊΣΥΦΟσ.example",
  "user@１２７.0.0.1",
];

async function make(database: Database): Promise<void> {
  await migrate(database);
  await database.write(async (tx) => {
    const reseller = await createReseller(tx, SYSTEM_ACTOR, { name: "North", slug: "north" });
    const resellerId = toGlobalId("Reseller", reseller.id);
    for (const name of DOMAINS) {
      const domain = await createDomain(tx, SYSTEM_ACTOR, { resellerId, name });
      for (const localPart of LOCAL_PARTS) {
        const address = `${localPart}@${name}`;
        const aliases = [`${localPart}-alias@${name}`];
        const input = { domainId: toGlobalId("Domain", domain.id), address, aliases };
        const account = await createAccount(tx, SYSTEM_ACTOR, input, null);
        await grantAuthorization(tx, SYSTEM_ACTOR, { accountId: account.id, address: `${localPart}@else.${name}` });
      }
    }
  });
}

/** As typed and as their keys. */
async function addressesIn(database: Database): Promise<string[]> {
  const accounts = await database.reader.find(Account);
  const aliases = await database.reader.find(AccountAlias);
  const authorizations = await database.reader.find(Authorization);
  const known = [...accounts, ...aliases].flatMap(({ address, addressKey }) => [address, addressKey]);
  return [...new Set([...known, ...authorizations.map(({ addressKey }) => addressKey), ...ASKED])].sort();
}

async function print(database: Database): Promise<void> {
  const addresses = await addressesIn(database);
  const logins = ["user@STRAẞE.example", "Übung@Bücher.example", "ΣΊΣΥΦΟΣ@plain.example", ...ASKED];
  const questions = [
    ...addresses.map((address) => ({ login: address, reversePath: writtenReversePath(address) })),
    ...logins.flatMap((login) => addresses.map((address) => ({ login, reversePath: writtenReversePath(address) }))),
  ];
  const decisions = await decideBatch(database.reader, questions, systemClock.now());
  for (const [index, { login, reversePath }] of questions.entries()) {
    const { verdict, reason, wouldDeny } = decisions[index]!.decision;
    console.log(JSON.stringify([login, reversePath, verdict, reason, wouldDeny]));
  }
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("usage: decisions-of-database.ts FILE");
const isNew = !existsSync(file);
const database = await openDatabase({ kind: "sqlite", file }, databaseParts, systemClock);
try {
  if (isNew) await make(database);
  await print(database);
} finally {
  await database.close();
}
