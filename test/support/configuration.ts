import { databasePartsOf } from "../../src/app/commit-steps.js";
import { type ReadyConfiguration } from "../../src/config/index.js";
import { keysOf } from "../../src/config/keys.js";

export function testConfiguration(changes: Partial<ReadyConfiguration> = {}): ReadyConfiguration {
  return {
    host: "127.0.0.1",
    port: 0,
    publicUrl: "https://mayfrom.test",
    database: { kind: "sqlite", file: ":memory:" },
    dataDirectory: "/nonexistent",
    smtpUrl: null,
    smtpTls: null,
    mailFrom: "mayfrom@mayfrom.test",
    keys: keysOf("a secret of the tests, longer than thirty-two characters"),
    adminPassword: null,
    logLevel: "silent",
    logFormat: "json",
    isEveryLineJson: false,
    trustedProxies: [],
    platformName: "Testmail" as ReadyConfiguration["platformName"],
    requestSeconds: 30,
    costPerSecond: 20_000,
    introspection: "everyone",
    documentsFile: null,
    areDocumentsRegistered: false,
    corsOrigins: [],
    frameOrigins: [],
    isLocalOnly: true,
    lmtpListen: null,
    nameServers: [],
    proofClaimDays: 14,
    proofGoneDays: 7,
    changeDays: 30,
    webhookDays: 3,
    arePrivateWebhooksAllowed: false,
    traces: null,
    ...changes,
  };
}

/** For `openDatabase`: everything that opening it for the product takes. */
export const databaseParts = databasePartsOf(testConfiguration());
