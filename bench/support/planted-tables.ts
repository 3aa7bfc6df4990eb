/** A table's rows, made by one statement from a table that is full: SQL that both engines read. */
export interface PlantedTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly from: string;
}

/** Spreads rows as chance would, but the same way each time: milliseconds of the seed are scattered. */
export const PER_MILLE = (moment: string) => `(${moment} % 1000)`;

const SEEDED_SINCE = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;
const FIRST_DAY = SEEDED_SINCE / DAY_MS;
/** More than one list has a subject or a maker that many rows name. */
const FIRST_ACCOUNT = "(SELECT MIN(id) FROM account)";

/** What lists show of accounts and of their authorizations. */
export function plantedOfAccounts(): readonly PlantedTable[] {
  return [...ofAccounts(), ...ofAuthorizations()];
}

function ofAccounts(): PlantedTable[] {
  const share = PER_MILLE("createdAt");
  const place = { resellerPath: "resellerPath", domainId: "domainId" };
  // The first accounts have one in each domain; those behind stand where most of the platform's do.
  const some = (count: number, also = "") =>
    `(SELECT * FROM account ORDER BY id LIMIT ${count} OFFSET 100000) AS account${also}`;
  return [
    {
      table: "audit_event",
      columns: {
        id: "id",
        sequence: "1000 + ROW_NUMBER() OVER (ORDER BY id)",
        at: `${SEEDED_SINCE} + 20000 * ROW_NUMBER() OVER (ORDER BY id)`,
        action: chosen(
          share,
          [
            [700, "authorization.allowed"],
            [990, "account.created"],
          ],
          "account.suspended",
        ),
        actorKind: chosen(
          share,
          [
            [900, "API_KEY"],
            [998, "ADMINISTRATOR"],
          ],
          "ACCOUNT",
        ),
        actorId: `CASE WHEN ${share} < 300 THEN ${FIRST_ACCOUNT} ELSE domainId END`,
        actorLabel: "'panel'",
        subjectKind: chosen(
          share,
          [
            [700, "SenderAuthorization"],
            [998, "Account"],
          ],
          "Domain",
        ),
        subjectId: `CASE WHEN ${share} < 100 THEN ${FIRST_ACCOUNT} ELSE id END`,
        subjectLabel: "address",
        ...place,
        accountId: `CASE WHEN ${share} < 100 THEN ${FIRST_ACCOUNT} ELSE id END`,
        hash: "''",
      },
      from: "account",
    },
    {
      table: "proposal",
      columns: {
        id: "id",
        accountId: "id",
        domainId: "domainId",
        addressKey: `CASE WHEN ${share} < 10 THEN 'all@away.example' ELSE CONCAT('seen@away', ${share}, '.example') END`,
        state: chosen(
          share,
          [
            [600, "OPEN"],
            [900, "SETTLED"],
            [980, "ASKED"],
            [998, "DISMISSED"],
          ],
          "WANTED",
        ),
        messages: "createdAt % 10000",
        days: "1",
        firstSeenAt: "createdAt",
        lastSeenAt: "createdAt",
        createdAt: "createdAt",
      },
      from: "account",
    },
    {
      table: "account_alarm",
      columns: {
        accountId: "id",
        day: `${FIRST_DAY} + createdAt % 300`,
        domainId: "domainId",
        addresses: "20",
        raisedAt: "createdAt",
      },
      from: some(200_000),
    },
    {
      table: "batch_job",
      columns: {
        id: "id",
        operation: "'createAccounts'",
        list: "'items'",
        subjectKind: "'Account'",
        common: "'{}'",
        caller: "'{}'",
        ...place,
        state: "'DONE'",
        itemCount: "10",
        doneCount: "10",
        leftCount: "0",
        refusedCount: "0",
        failuresInARow: "0",
        createdAt: "createdAt",
        endedAt: "createdAt",
      },
      from: some(500_000),
    },
    {
      table: "complaint",
      columns: {
        id: "id",
        fingerprint: "id",
        kind: "'FEEDBACK'",
        feedbackType: "'abuse'",
        accountId: "id",
        domainId: "domainId",
        addressKey: "addressKey",
        isMismatched: "0",
        reportedAt: "createdAt",
        isTrusted: "1",
      },
      from: some(500_000),
    },
    {
      table: "domain_authorization",
      columns: {
        id: "id",
        accountId: "id",
        ...place,
        domain: `CONCAT('customer', ${share}, '.example')`,
        state: chosen(
          share,
          [
            [900, "AUTHORIZED"],
            [950, "REVOKED"],
            [998, "PENDING"],
          ],
          "PAUSED",
        ),
        proof: "'GRANT'",
        createdAt: "createdAt",
      },
      from: some(500_000),
    },
    {
      table: "unknown_login",
      columns: {
        day: `${FIRST_DAY} + createdAt % 30`,
        loginKey: "addressKey",
        messages: "createdAt % 1000",
        firstSeenAt: "createdAt",
        lastSeenAt: "createdAt",
        domainId: `CASE WHEN ${share} < 500 THEN NULL ELSE domainId END`,
      },
      from: some(500_000),
    },
    {
      table: "unknown_login_total",
      columns: {
        loginKey: "addressKey",
        messages: "createdAt % 1000",
        firstSeenAt: "createdAt",
        lastSeenAt: "createdAt",
        domainId: `CASE WHEN ${share} < 500 THEN NULL ELSE domainId END`,
      },
      from: some(500_000),
    },
    {
      table: "outbox_mail",
      columns: {
        id: "id",
        uniqueKey: "id",
        template: "'question'",
        language: "'en'",
        toAddress: "address",
        parameters: "'{}'",
        state: chosen(
          share,
          [
            [980, "SENT"],
            [990, "CANCELLED"],
            [998, "DEAD"],
            [999, "LEASED"],
          ],
          "QUEUED",
        ),
        attempts: "1",
        dueAt: "createdAt",
        createdAt: "createdAt",
      },
      from: some(800_000),
    },
  ];
}

function ofAuthorizations(): PlantedTable[] {
  return [
    {
      table: "approval",
      columns: {
        id: "id",
        authorizationId: "id",
        domainId: "domainId",
        resellerPath: "resellerPath",
        state: chosen(
          PER_MILLE("createdAt"),
          [
            [650, "WAITING"],
            [900, "APPROVED"],
            [998, "REFUSED"],
          ],
          "SETTLED",
        ),
        createdAt: "createdAt",
      },
      from: "(SELECT * FROM sender_authorization WHERE state = 'PENDING' LIMIT 1000000) AS sender",
    },
  ];
}

/** The first word whose limit the share, of a thousand, is below. */
export function chosen(
  share: string,
  upTo: readonly (readonly [limit: number, word: string])[],
  otherwise: string,
): string {
  const cases = upTo.map(([limit, word]) => `WHEN ${share} < ${limit} THEN '${word}'`);
  return `CASE ${cases.join(" ")} ELSE '${otherwise}' END`;
}
