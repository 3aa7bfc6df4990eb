import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigurationError, readConfiguration } from "../../../src/config/index.js";

const PRODUCTION = {
  DATABASE_URL: "mysql://mayfrom:secret@db.internal:3306/mayfrom",
  JWT_SECRET: "thirty-two characters at the least",
  SMTP_URL: "smtp://127.0.0.1:25",
  MAIL_FROM: "mayfrom@mail.example",
};

/** What is said about an environment that does not fit; fails when it fits. */
function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
  throw new Error(`accepted: ${JSON.stringify(environment)}`);
}

describe("without any variable", () => {
  const configuration = readConfiguration({});

  it("is the embedded service on 127.0.0.1:4000, with everything in ./data", () => {
    expect(configuration).toEqual({
      host: "127.0.0.1",
      port: 4000,
      platformName: "localhost.localdomain",
      publicUrl: "http://127.0.0.1:4000",
      database: { kind: "sqlite", file: resolve("data/mayfrom.sqlite") },
      dataDirectory: resolve("data"),
      smtpUrl: null,
      smtpTls: null,
      mailFrom: "senders@localhost.localdomain",
      jwtSecrets: null,
      adminPassword: null,
      logLevel: "info",
      logFormat: "json",
      isEveryLineJson: false,
      trustedProxies: [],
      requestSeconds: 30,
      costPerSecond: 20_000,
      introspection: "everyone",
      arePrivateWebhooksAllowed: false,
      changeDays: 30,
      webhookDays: 3,
      documentsFile: null,
      areDocumentsRegistered: false,
      corsOrigins: [],
      frameOrigins: [],
      isLocalOnly: true,
      lmtpListen: null,
      nameServers: [],
      proofClaimDays: 14,
      proofGoneDays: 7,
      traces: null,
    });
  });

  it("is no trial any more once HOST, PUBLIC_URL or the mail transport lead elsewhere", () => {
    const trials = [{ HOST: "localhost" }, { HOST: "::1" }, { SMTP_URL: "smtp://127.0.0.1:25" }];
    for (const environment of trials) expect(readConfiguration(environment)).toMatchObject({ isLocalOnly: true });
    const others = [{ HOST: "0.0.0.0" }, { PUBLIC_URL: "https://mail.example" }, { SMTP_URL: "smtp://relay.example" }];
    for (const environment of others) {
      const wanted = { isLocalOnly: false, introspection: "signed-in" };
      expect(readConfiguration(environment), JSON.stringify(environment)).toMatchObject(wanted);
    }
  });

  it("is frozen, logs in words on a terminal, and takes an empty variable for an absent one", () => {
    expect(Object.isFrozen(configuration)).toBe(true);
    expect(readConfiguration({}, true).logFormat).toBe("pretty");
    expect(readConfiguration({ LOG_FORMAT: "json" }, true).logFormat).toBe("json");
    expect(readConfiguration({ PORT: "", DATABASE_URL: "", SMTP_URL: "", LOG_LEVEL: "" })).toEqual(configuration);
  });
});

describe("PUBLIC_URL", () => {
  it.each<[NodeJS.ProcessEnv, string]>([
    [{ HOST: "10.0.0.7", PORT: "8080" }, "http://10.0.0.7:8080"],
    [{ HOST: "0.0.0.0" }, "http://127.0.0.1:4000"],
    [{ HOST: "::" }, "http://127.0.0.1:4000"],
    [{ HOST: "::1" }, "http://[::1]:4000"],
    [{ PUBLIC_URL: "https://mayfrom.mail.example" }, "https://mayfrom.mail.example"],
    [{ PUBLIC_URL: "https://mail.example/mayfrom//" }, "https://mail.example/mayfrom"],
  ])("of %j is %s", (environment, publicUrl) => {
    expect(readConfiguration(environment).publicUrl).toBe(publicUrl);
  });

  it("names the domain that mails come from, unless it is an address literal", () => {
    expect(readConfiguration({ PUBLIC_URL: "https://mayfrom.mail.example" }).mailFrom).toBe(
      "senders@mayfrom.mail.example",
    );
    expect(readConfiguration({ HOST: "::1" }).mailFrom).toBe("senders@localhost.localdomain");
    expect(readConfiguration({ MAIL_FROM: "Mail <post@mail.example>" }).mailFrom).toBe("Mail <post@mail.example>");
  });
});

describe("MAYFROM_CORS_ORIGINS", () => {
  it("names origins as browsers send them", () => {
    const origins = ["https://panel.example", "http://127.0.0.1:8080"];
    expect(readConfiguration({ MAYFROM_CORS_ORIGINS: origins.join(", ") }).corsOrigins).toEqual(origins);
    expect(readConfiguration({ MAYFROM_FRAME_ORIGINS: origins.join(", ") }).frameOrigins).toEqual(origins);
  });

  it.each(["*", "null", "panel.example", "https://panel.example/", "https://Panel.example", "ftp://panel.example"])(
    "refuses %s",
    (origin) => {
      expect(() => readConfiguration({ MAYFROM_CORS_ORIGINS: origin })).toThrow("MAYFROM_CORS_ORIGINS");
    },
  );
});

describe("DATABASE_URL", () => {
  it("makes the service a production one", () => {
    const { database, jwtSecrets, smtpUrl, mailFrom } = readConfiguration(PRODUCTION);
    expect({ database, jwtSecrets, smtpUrl, mailFrom }).toEqual({
      database: { kind: "mysql", url: PRODUCTION.DATABASE_URL, poolSize: 10, replicaUrls: [] },
      jwtSecrets: [PRODUCTION.JWT_SECRET],
      smtpUrl: PRODUCTION.SMTP_URL,
      mailFrom: PRODUCTION.MAIL_FROM,
    });
  });

  it("takes replicas and the size of the pool with it", () => {
    const replicas = ["mysql://reader@one/mayfrom", "mariadb://reader@two/mayfrom"];
    const { database } = readConfiguration({
      ...PRODUCTION,
      DATABASE_REPLICA_URLS: ` ${replicas.join(" , ")},`,
      DATABASE_POOL_SIZE: "25",
    });
    expect(database).toMatchObject({ poolSize: 25, replicaUrls: replicas });
  });

  it.each(["JWT_SECRET", "SMTP_URL", "MAIL_FROM"])("asks for %s", (name) => {
    expect(problemsOf({ ...PRODUCTION, [name]: undefined })).toEqual([
      expect.stringMatching(new RegExp(`^${name}: required with DATABASE_URL`)),
    ]);
  });

  it("asks for all three at once", () => {
    expect(problemsOf({ DATABASE_URL: PRODUCTION.DATABASE_URL })).toHaveLength(3);
  });
});

describe("a bad value stops the start and is named", () => {
  it.each<[string, string, RegExp]>([
    ["PORT", "four thousand", /number/],
    ["PORT", "65536", /65535/],
    ["PORT", "-1", /0/],
    ["PORT", "80.5", /int/],
    ["PUBLIC_URL", "mayfrom.example", /http or https/],
    ["PUBLIC_URL", "ftp://mayfrom.example", /http or https/],
    ["DATABASE_URL", "postgres://user@host/database", /mysql:\/\//],
    ["DATABASE_URL", "mayfrom", /mysql:\/\//],
    ["DATABASE_URL", "mysql://user@host", /must name a database/],
    ["DATABASE_URL", "mysql://user@host/", /must name a database/],
    ["DATABASE_POOL_SIZE", "0", /1/],
    ["DATABASE_POOL_SIZE", "501", /500/],
    ["SMTP_URL", "127.0.0.1:25", /smtp:\/\//],
    ["SMTP_URL", "http://127.0.0.1", /smtp:\/\//],
    ["MAIL_FROM", "x", /email address/],
    ["JWT_SECRET", "short", /at least 32 characters/],
    ["MAYFROM_ADMIN_PASSWORD", "1234567", /at least 8 characters/],
    ["MAYFROM_LMTP_LISTEN", "2424", /host:port/],
    ["MAYFROM_LMTP_LISTEN", "unix:reports", /unix:\/path/],
    ["LOG_LEVEL", "loud", /info/],
    ["LOG_FORMAT", "xml", /json/],
  ])("%s=%s", (name, value, words) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
    expect(problems[0]).toMatch(words);
  });

  it("names the replica that is wrong", () => {
    const [problem] = problemsOf({ ...PRODUCTION, DATABASE_REPLICA_URLS: "mysql://one/mayfrom,two" });
    expect(problem).toMatch(/^DATABASE_REPLICA_URLS\.1: /);
  });

  it("names everything that is wrong, in one message", () => {
    const environment = { PORT: "x", LOG_LEVEL: "loud", MAYFROM_ADMIN_PASWORD: "misspelt" };
    expect(problemsOf(environment).map((problem) => problem.split(":")[0])).toEqual([
      "MAYFROM_ADMIN_PASWORD",
      "PORT",
      "LOG_LEVEL",
    ]);
    expect(() => readConfiguration(environment)).toThrow(/does not fit:\n {2}- MAYFROM_ADMIN_PASWORD.*\n {2}- PORT/);
  });

  it.each(["10.0.0.0/33", "proxy.example", "::1/129", "10.0.0.1/", "all"])(
    "names MAYFROM_TRUSTED_PROXIES when one of them is no address and no range: %s",
    (proxy) => {
      expect(problemsOf({ MAYFROM_TRUSTED_PROXIES: `127.0.0.1, ${proxy}` }).join("\n")).toMatch(
        /^MAYFROM_TRUSTED_PROXIES.*an address or a range/,
      );
    },
  );

  it("takes addresses and ranges of both kinds as trusted proxies", () => {
    const { trustedProxies } = readConfiguration({ MAYFROM_TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8,::1,fd00::/8" });
    expect(trustedProxies).toEqual(["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"]);
  });

  it("does not show a secret that is too short, nor a password in an address", () => {
    const environment = { JWT_SECRET: "hunter2", DATABASE_URL: "mysql://user:hunter2@host" };
    expect(problemsOf(environment).join("\n")).not.toContain("hunter2");
  });
});

describe("an unknown variable", () => {
  it.each(["MAYFROM_ADMIN", "MAYFROM_admin_password", "AGENT_POLICY", "AGENT_"])(
    "with one of our prefixes stops the start: %s",
    (name) => {
      const [problem] = problemsOf({ [name]: "" });
      expect(problem).toMatch(new RegExp(`^${name}: unknown variable; known are .*MAYFROM_ADMIN_PASSWORD`));
    },
  );

  it("of anybody else is none of our business", () => {
    expect(() => readConfiguration({ HOME: "/root", MAYFROMX: "1", SSH_AGENT_PID: "1", agent_x: "1" })).not.toThrow();
  });

  it("of the agent is known to the server, so that one environment serves both", () => {
    expect(() => readConfiguration({ AGENT_WORKERS: "2", MAYFROM_URL: "https://api.example" })).not.toThrow();
  });
});

describe("OTEL_EXPORTER_OTLP_ENDPOINT", () => {
  const OTEL_EXPORTER_OTLP_ENDPOINT = "http://127.0.0.1:4318";

  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT }, { url: "http://127.0.0.1:4318/v1/traces", share: 1 }],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://traces.example/in" },
      { url: "https://traces.example/in", share: 1 },
    ],
    [
      {
        OTEL_EXPORTER_OTLP_ENDPOINT,
        OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
        OTEL_TRACES_SAMPLER_ARG: "0.25",
      },
      { url: "http://127.0.0.1:4318/v1/traces", share: 0.25 },
    ],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_EXPORTER: "none" }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: "true" }, null],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc", OTEL_TRACES_SAMPLER: "always_off" }, null],
  ])("%o sends spans to %o", (environment, traces) => {
    expect(readConfiguration(environment).traces).toEqual(traces);
  });

  it.each([
    ["OTEL_EXPORTER_OTLP_ENDPOINT", { OTEL_EXPORTER_OTLP_ENDPOINT: "127.0.0.1:4318" }],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }],
    ["OTEL_TRACES_SAMPLER", { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER: "always_off" }],
    [
      "OTEL_TRACES_SAMPLER_ARG",
      { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "2" },
    ],
  ])("refuses a %s that cannot be followed", (name, environment) => {
    expect(problemsOf(environment)).toEqual([expect.stringContaining(`${name}: `)]);
  });
});
