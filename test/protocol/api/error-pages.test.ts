import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApi } from "../../../src/app/index.js";
import { type Database, openDatabase } from "../../../src/database/index.js";
import { systemClock } from "../../../src/kernel/index.js";
import { startTestApi } from "../../support/api.js";
import { databaseParts } from "../../support/configuration.js";
import { createDatabase } from "../../support/database.js";
import { fillFromMigrated } from "../../support/migrated.js";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/** As a browser asks for the first page, in a language. */
async function visit(url: string, language: string) {
  const response = await fetch(`${url}/`, { headers: { accept: BROWSER, "accept-language": language } });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

describe("what went wrong on our side", () => {
  let app: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    const { services, database } = await startTestApi("SQLite");
    await database.write((tx) => tx.manager.query("ALTER TABLE platform_settings RENAME TO lost_settings"));
    app = await createApi(services);
    url = await app.listen({ host: "127.0.0.1", port: 0 });
  });
  afterAll(() => app?.close());

  it.each([
    ["en-GB,en;q=0.9", "en", "Something went wrong on our side"],
    ["de-AT,de;q=0.9,en;q=0.5", "de", "Bei uns ist etwas schiefgegangen"],
    ["fr-CH", "fr", "Une erreur s’est produite de notre côté"],
    ["nl", "en", "Something went wrong on our side"],
  ])(
    "is a page for a browser that asks for %s, with a number that the log has, and no word of the cause",
    async (asked, language, title) => {
      const { status, headers, body } = await visit(url, asked);
      expect([status, headers.get("content-type")]).toEqual([500, "text/html; charset=utf-8"]);
      expect(body).toContain(`<html lang="${language}">`);
      expect(body).toContain(title);
      expect(body).toContain(headers.get("x-request-id"));
      expect(body).not.toMatch(/platform_settings|SQL/i);
    },
  );
});

describe("a database that goes away", () => {
  let way: Way;
  let database: Database;
  let app: FastifyInstance;
  let url: string;
  beforeAll(async () => {
    const there = await createDatabase();
    await fillFromMigrated(there);
    way = await openWay(there);
    database = await openDatabase(
      { kind: "mysql", url: way.url, poolSize: 2, replicaUrls: [] },
      databaseParts,
      systemClock,
    );
    const { services } = await startTestApi("SQLite");
    app = await createApi({ ...services, database });
    url = await app.listen({ host: "127.0.0.1", port: 0 });
  });
  afterAll(async () => {
    await app?.close();
    await database?.close();
    way?.close();
  });

  it("is a page that says to try again, in the reader's language", async () => {
    expect((await visit(url, "de")).status).toBe(200);
    way.close();
    for (const [language, title] of [
      ["en", "This page cannot be shown just now"],
      ["de", "Diese Seite lässt sich gerade nicht zeigen"],
      ["fr", "Cette page ne peut pas s’afficher pour l’instant"],
    ] as const) {
      const { status, headers, body } = await visit(url, language);
      expect([status, headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
      expect(headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
      expect(body).toContain(`<html lang="${language}">`);
      expect(body).toContain(title);
    }
  });
});

/** A way to a database of MariaDB that can be closed. */
interface Way {
  readonly url: string;
  close(): void;
}

async function openWay(there: string): Promise<Way> {
  const { hostname, port } = new URL(there);
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(there);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
