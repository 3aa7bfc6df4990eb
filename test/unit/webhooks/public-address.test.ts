import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createResolver, type Resolver } from "../../../src/dns/index.js";
import { post } from "../../../src/webhooks/sending/post.js";
import { isPublicAddress } from "../../../src/webhooks/sending/public-address.js";
import { requireWebhookUrl } from "../../../src/webhooks/webhook-url.js";

const NOT_PUBLIC = [
  ...["127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1"],
  ...["0.0.0.0", "224.0.0.1", "255.255.255.255", "168.63.129.16", "198.18.0.1"],
  ...["::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1"],
  ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "::127.0.0.1", "localhost", ""],
];

describe("an address", () => {
  it.each(NOT_PUBLIC)("is not public: %s", (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(["192.0.43.8", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "2a00:1450::1"])(
    "is public: %s",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});

describe("the address of a webhook", () => {
  const REFUSED = [
    ...["http://panel.example/", "https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://[::1]/"],
    ...["https://[::ffff:10.0.0.1]/", "https://user:password@panel.example/", "ftp://panel.example/", "panel.example"],
    ...["https://169.254.169.254/latest/meta-data/", "", `https://panel.example/${"x".repeat(2_100)}`],
  ];
  it.each(REFUSED)("is refused: %s", (url) => expect(() => requireWebhookUrl(url, false)).toThrow());

  it("is taken as https, and anywhere where the operator allows it", () => {
    expect(requireWebhookUrl("https://panel.example/hook?token=1#part", false)).toBe(
      "https://panel.example/hook?token=1",
    );
    expect(requireWebhookUrl("http://10.0.0.1:8080/hook", true)).toBe("http://10.0.0.1:8080/hook");
  });
});

describe("a request to a receiver", () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(204).end();
  });
  let port: number;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** Says once where the name is, and then something else, as somebody does who means harm. */
  const naming = (...answers: readonly (readonly string[])[]): Resolver => {
    let looks = 0;
    return {
      ...createResolver([]),
      async lookCached({ type }) {
        if (type !== "A") return { kind: "NOTHING", aliases: [], ttlSeconds: 0 };
        const values = answers[Math.min(looks, answers.length - 1)] ?? [];
        looks += 1;
        return { kind: "FOUND", values, aliases: [], ttlSeconds: 0 };
      },
    };
  };
  const limits = (isPrivateAllowed: boolean) => ({ deadlineMs: 2_000, isPrivateAllowed });
  const send = (resolver: Resolver, isPrivateAllowed: boolean, host = "panel.example") =>
    post(resolver, new URL(`http://${host}:${port}/`), { headers: {}, body: "{}", limits: limits(isPrivateAllowed) });

  it("is not made where one of the addresses is not public", async () => {
    for (const addresses of [["127.0.0.1"], ["192.0.43.8", "127.0.0.1"]]) {
      expect(await send(naming(addresses), false)).toMatchObject({
        kind: "FAILED",
        error: expect.stringMatching(/not public/),
      });
    }
    expect(await send(naming([]), false, "[::ffff:127.0.0.1]")).toMatchObject({ kind: "FAILED" });
    expect(asked).toBe(0);
  });

  it("goes to the address that was checked, whatever the name says afterwards", async () => {
    expect(await send(naming(["127.0.0.1"], ["192.0.43.8"]), true)).toMatchObject({
      kind: "ANSWERED",
      statusCode: 204,
    });
    expect(asked).toBe(1);
  });

  it("fails in words where nobody is there", async () => {
    expect(await send(naming([]), true)).toEqual({ kind: "FAILED", error: "panel.example has no address" });
    const gone = post(naming([]), new URL("http://127.0.0.1:1/"), { headers: {}, body: "{}", limits: limits(true) });
    expect(await gone).toMatchObject({ kind: "FAILED", error: expect.stringMatching(/ECONNREFUSED/) });
  });
});
