import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigurationError, readAgentConfiguration } from "../../../src/config/index.js";

const NEEDED = { MAYFROM_URL: "https://mayfrom.example", MAYFROM_KEY: "mfk_of-this-gateway" };

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readAgentConfiguration(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
  throw new Error(`accepted: ${JSON.stringify(environment)}`);
}

describe("the agent's environment", () => {
  it("needs the API and a key, and has a default for everything else", () => {
    const configuration = readAgentConfiguration(NEEDED);
    expect(configuration).toEqual({
      apiUrl: "https://mayfrom.example",
      gatewayKey: "mfk_of-this-gateway",
      publicUrl: "https://mayfrom.example",
      dataDirectory: resolve("data"),
      policyListen: "127.0.0.1:10040",
      socketmapListen: "127.0.0.1:10041",
      milterListen: "127.0.0.1:10042",
      httpListen: "127.0.0.1:9464",
      whenUnsynced: "defer",
      domains: [],
      workers: 1,
      postfixMap: null,
      traceHeader: false,
      refusalAdvice: null,
      logLevel: "info",
      logFormat: "json",
    });
    expect(Object.isFrozen(configuration)).toBe(true);
  });

  it.each(["MAYFROM_URL", "MAYFROM_KEY"] as const)("is refused without %s", (name) => {
    for (const value of [undefined, ""]) {
      expect(problemsOf({ ...NEEDED, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
    }
  });

  it("takes addresses without a trailing slash, and the public one apart from the API's", () => {
    const { apiUrl, publicUrl } = readAgentConfiguration({
      ...NEEDED,
      MAYFROM_URL: "http://api.internal:4000/",
      PUBLIC_URL: "https://mayfrom.example//",
    });
    expect([apiUrl, publicUrl]).toEqual(["http://api.internal:4000", "https://mayfrom.example"]);
  });

  it.each<[string, string | null]>([
    ["127.0.0.1:1", "127.0.0.1:1"],
    [":10040", ":10040"],
    ["[::1]:10040", "[::1]:10040"],
    ["unix:/run/mayfrom/policy", "unix:/run/mayfrom/policy"],
    ["off", null],
  ])("takes %s for a listener", (text, expected) => {
    expect(readAgentConfiguration({ ...NEEDED, AGENT_POLICY_LISTEN: text }).policyListen).toBe(expected);
  });

  it("adds the trace header where it is told to", () => {
    expect(readAgentConfiguration({ ...NEEDED, AGENT_TRACE_HEADER: "on" }).traceHeader).toBe(true);
    expect(readAgentConfiguration({ ...NEEDED, AGENT_TRACE_HEADER: "off" }).traceHeader).toBe(false);
  });

  it("takes domains apart at commas and blanks", () => {
    const { domains } = readAgentConfiguration({ ...NEEDED, AGENT_DOMAINS: " a.example,b.example  c.example," });
    expect(domains).toEqual(["a.example", "b.example", "c.example"]);
  });

  it.each<[string, string, RegExp]>([
    ["MAYFROM_URL", "mayfrom.example", /http or https/],
    ["MAYFROM_KEY", "a-password", /create-key/],
    ["PUBLIC_URL", "x", /./],
    ["AGENT_POLICY_LISTEN", "127.0.0.1", /host:port/],
    ["AGENT_SOCKETMAP_LISTEN", "10041", /host:port/],
    ["AGENT_MILTER_LISTEN", "inet:127.0.0.1:10042/x", /host:port/],
    ["AGENT_HTTP_LISTEN", "unix:", /unix:\/path/],
    ["AGENT_WHEN_UNSYNCED", "open", /allow/],
    ["AGENT_TRACE_HEADER", "yes", /on/],
    ["AGENT_WORKERS", "0", /1/],
    ["AGENT_WORKERS", "65", /64/],
    ["AGENT_WORKERS", "many", /number/],
    ["LOG_LEVEL", "loud", /info/],
    ["LOG_FORMAT", "xml", /json/],
  ])("names a bad value: %s=%s", (name, value, words) => {
    const problems = problemsOf({ ...NEEDED, [name]: value });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
    expect(problems[0]).toMatch(words);
  });

  it("names an unknown variable of ours beside what is bad, and never the key", () => {
    const problems = problemsOf({ ...NEEDED, MAYFROM_KEY: "hunter2", AGENT_POLICYLISTEN: ":1" });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual(["AGENT_POLICYLISTEN", "MAYFROM_KEY"]);
    expect(problems.join()).not.toContain("hunter2");
  });
});
