import type { MigrationInterface, QueryRunner } from "typeorm";

const COLUMNS = [
  ["approval", "decidedBy"],
  ["enforcement_hold", "releasedBy"],
  ["proposal", "decidedBy"],
  ["sender_profile", "updatedBy"],
] as const;

/** Where a name stands in JSON, and after which key. */
const IN_JSON = [
  ["sender_profile", "proposal", "proposedBy"],
  ["sender_authorization", "reason", "who"],
  ["domain_authorization", "reason", "who"],
] as const;

const WHOLE = [
  ["the platform", ":THE_PLATFORM"],
  ["an administrator of a reseller", ":A_RESELLER"],
  ["a mailbox", ":A_MAILBOX"],
  ["an administrator", ":AN_ADMINISTRATOR"],
] as const;

const WITH_DOMAIN = [
  ["an administrator of ", ":A_DOMAIN "],
  ["a mailbox of ", ":A_MAILBOX_OF "],
] as const;

/** Who did something, where readers may not know the name, is kept as a role: its words are each reader's. */
export class ActorRoles1764000000382 implements MigrationInterface {
  name = "ActorRoles1764000000382";

  async up(runner: QueryRunner): Promise<void> {
    await replace(runner, ([words, role]) => [words, role]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replace(runner, ([words, role]) => [role, words]);
  }
}

type Pair = readonly [words: string, role: string];

async function replace(runner: QueryRunner, turned: (pair: Pair) => Pair): Promise<void> {
  const whole = WHOLE.map(turned);
  const withDomain = WITH_DOMAIN.map(turned);
  for (const [table, column] of COLUMNS) {
    for (const [from, to] of whole) {
      await runner.query(`UPDATE ${table} SET ${column} = '${to}' WHERE ${column} = '${from}'`);
    }
    for (const [from, to] of withDomain) {
      await runner.query(
        `UPDATE ${table} SET ${column} = REPLACE(${column}, '${from}', '${to}') WHERE ${column} LIKE '${from}%'`,
      );
    }
  }
  for (const [table, column, key] of IN_JSON) {
    // What a person wrote has its quotes escaped in JSON, so that none of it looks like this.
    for (const [from, to] of [
      ...whole.map(([words, role]) => [`"${key}":"${words}"`, `"${key}":"${role}"`] as const),
      ...withDomain.map(([words, role]) => [`"${key}":"${words}`, `"${key}":"${role}`] as const),
    ]) {
      await runner.query(
        `UPDATE ${table} SET ${column} = REPLACE(${column}, '${from}', '${to}') WHERE ${column} LIKE '%${from}%'`,
      );
    }
  }
}
