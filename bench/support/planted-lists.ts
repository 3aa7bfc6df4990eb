import type { Database } from "../../src/database/index.js";
import { plantedOfDomains } from "./planted-domain-tables.js";
import { PER_MILLE, plantedOfAccounts } from "./planted-tables.js";

/**
 * Fills what `mayfrom seed` leaves empty and a list shows, from the accounts, domains and authorizations that are there, and
 * makes a few of these suspended, unproven or disputed. A table that holds rows is left as it is, so that a second run
 * measures the same.
 */
export async function plantLists(database: Database, onTable: (table: string) => void): Promise<void> {
  for (const { table, columns, from } of [...plantedOfAccounts(), ...plantedOfDomains()]) {
    const [known] = await database.reader.query<{ found: number }[]>(
      `SELECT COUNT(*) AS found FROM (SELECT 1 AS one FROM ${table} LIMIT 100) AS some`,
    );
    if (Number(known?.found) >= 100) continue;
    onTable(table);
    const values = Object.values(columns).join(", ");
    await database.write(({ manager, dialect }) =>
      dialect.withoutChecks(manager, () =>
        manager.query(`INSERT INTO ${table} (${Object.keys(columns).join(", ")}) SELECT ${values} FROM ${from}`),
      ),
    );
  }
  const suspended = await database.reader.query<unknown[]>("SELECT 1 FROM account WHERE state = 'SUSPENDED' LIMIT 1");
  if (suspended.length > 0) return;
  onTable("states");
  for (const text of FEW) await database.write(({ manager }) => manager.query(text));
}

const FEW = [
  `UPDATE account SET state = 'SUSPENDED' WHERE ${PER_MILLE("account.createdAt")} < 20`,
  `UPDATE domain SET state = 'SUSPENDED' WHERE ${PER_MILLE("domain.createdAt")} < 20`,
  `UPDATE domain SET proof = 'DNS_TXT' WHERE ${PER_MILLE("domain.createdAt")} BETWEEN 100 AND 399`,
  `UPDATE domain SET proof = 'UNPROVEN' WHERE ${PER_MILLE("domain.createdAt")} BETWEEN 400 AND 449`,
  `UPDATE domain SET conflictAt = createdAt WHERE ${PER_MILLE("domain.createdAt")} BETWEEN 450 AND 454`,
  `UPDATE reseller SET brandState = 'WAITING' WHERE ${PER_MILLE("reseller.createdAt")} < 100`,
];
