import { chosen, PER_MILLE, type PlantedTable } from "./planted-tables.js";

/** What lists of a platform show of each of its domains: credentials, holds, webhooks, gateways. */
export function plantedOfDomains(): PlantedTable[] {
  const share = PER_MILLE("createdAt");
  const place = { resellerId: "resellerId", resellerPath: "resellerPath", domainId: "id" };
  const maker = { madeByKind: "'ADMINISTRATOR'", madeById: "(SELECT MIN(id) FROM domain)" };
  return [
    {
      table: "enforcement_hold",
      columns: {
        id: "id",
        scopeKind: "'DOMAIN'",
        scopeId: "id",
        resellerPath: "resellerPath",
        domainId: "id",
        state: chosen(share, [[998, "RELEASED"]], "HELD"),
        enforcedAt: "createdAt",
        unresolved: "1",
        threshold: "1",
        scheduleHeld: "'[]'",
        heldAt: "createdAt",
      },
      from: "domain",
    },
    {
      table: "administrator",
      columns: {
        id: "id",
        login: "CONCAT('admin@', name)",
        passwordHash: "''",
        role: chosen(
          share,
          [
            [970, "DOMAIN_ADMIN"],
            [999, "RESELLER"],
          ],
          "OPERATOR",
        ),
        resellerId: `CASE WHEN ${share} < 999 THEN resellerId END`,
        resellerPath: `CASE WHEN ${share} < 999 THEN resellerPath END`,
        domainId: `CASE WHEN ${share} < 970 THEN id END`,
        email: `CASE WHEN ${share} < 998 THEN CONCAT('admin@', name) END`,
        emailConfirmedAt: `CASE WHEN ${share} < 996 THEN createdAt END`,
        isDisabled: `CASE WHEN ${share} < 998 THEN 0 ELSE 1 END`,
        createdAt: "createdAt",
        ...maker,
      },
      from: "domain",
    },
    {
      table: "api_key",
      columns: {
        id: "id",
        name: "name",
        kind: chosen(share, [[998, "PANEL"]], "GATEWAY"),
        ...place,
        secretHash: "id",
        shownPrefix: "'mfk_'",
        createdAt: "createdAt",
        revokedAt: `CASE WHEN ${share} < 2 THEN createdAt END`,
        ...maker,
      },
      from: "domain",
    },
    {
      table: "webhook",
      columns: {
        id: "id",
        name: "name",
        url: "'https://panel.example/'",
        ...place,
        state: "'ENABLED'",
        sealedSecrets: "''",
        fromSequence: "0",
        pausedUntil: "0",
        heldUntil: "0",
        isSlow: "0",
        failuresInARow: "0",
        createdAt: "createdAt",
        ...maker,
      },
      from: "domain",
    },
    {
      table: "trusted_issuer",
      columns: {
        id: "id",
        name: "name",
        resellerId: "resellerId",
        resellerPath: "resellerPath",
        issuer: "CONCAT('https://', name)",
        audience: "'mayfrom'",
        algorithm: "'RS256'",
        publicKeys: "'[]'",
        allowedRoles: "'[]'",
        isDisabled: "0",
        createdAt: "createdAt",
        ...maker,
      },
      from: "domain",
    },
    {
      table: "gateway",
      columns: {
        id: "id",
        apiKeyId: "id",
        name: "name",
        version: "'1'",
        revision: "1",
        domains: "'[]'",
        firstSeenAt: "createdAt",
        lastSeenAt: "createdAt",
      },
      from: "(SELECT * FROM domain ORDER BY id LIMIT 1000) AS domain",
    },
  ];
}
