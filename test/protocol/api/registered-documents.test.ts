import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { RegisteredDocuments } from "../../../src/api/registered-documents.js";
import { createApi } from "../../../src/app/index.js";
import { createTenants } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, testConfiguration } from "../../support/api.js";

const directory = mkdtempSync(join(tmpdir(), "mayfrom-documents-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const VIEWER = "{ viewer { role } }";
const OTHER = "{ viewer { login } }";
const hashOf = (document: string) => createHash("sha256").update(document).digest("hex");

function fileWith(content: unknown): string {
  const file = join(directory, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

async function startedWith(settings: { documentsFile: string | null; areDocumentsRegistered: boolean }) {
  const api = await startTestApi("SQLite", undefined, { configuration: { ...testConfiguration(), ...settings } });
  const { north } = await createTenants(api);
  const { createApiKey } = await api.succeed<{ createApiKey: { secret: string } }>(
    OPERATOR,
    `mutation ($id: ID!) { createApiKey(input: { name: "Panel", kind: PANEL, scope: { resellerId: $id } }) { secret } }`,
    { id: north.id },
  );
  const app = await createApi(api.services);
  const ask = async (body: object, secret: string | null = createApiKey.secret) => {
    const headers = secret === null ? {} : { authorization: `Bearer ${secret}` };
    const response = await app.inject({ method: "POST", url: "/graphql", headers, payload: body });
    return response.json() as { data?: unknown; errors?: { message: string; extensions: { reason?: string } }[] };
  };
  return { app, ask };
}

const byHash = (document: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(document) } } });

describe("a document", () => {
  it("is sent by its hash where the operator has registered it, or its caller, and by strangers never for others", async () => {
    const documentsFile = fileWith({ [hashOf(VIEWER)]: VIEWER });
    const { app, ask } = await startedWith({ documentsFile, areDocumentsRegistered: false });
    try {
      expect(await ask(byHash(VIEWER))).toMatchObject({ data: { viewer: { role: "PANEL" } } });
      expect((await ask(byHash(OTHER))).errors?.[0]?.message).toBe("PersistedQueryNotFound");
      await ask({ query: OTHER, ...byHash(OTHER) }, null);
      expect((await ask(byHash(OTHER))).errors?.[0]?.message).toBe("PersistedQueryNotFound");
      expect(await ask({ query: OTHER, ...byHash(OTHER) })).toMatchObject({ data: { viewer: { login: "Panel" } } });
      expect(await ask(byHash(OTHER))).toMatchObject({ data: { viewer: { login: "Panel" } } });
    } finally {
      await app.close();
    }
  });

  it("is refused a panel where the operator has not registered it and takes no others", async () => {
    const operations = [{ id: hashOf(VIEWER), body: VIEWER, name: "Viewer", type: "query" }];
    const documentsFile = fileWith({ format: "apollo-persisted-query-manifest", version: 1, operations });
    const { app, ask } = await startedWith({ documentsFile, areDocumentsRegistered: true });
    try {
      expect(await ask({ query: VIEWER })).toMatchObject({ data: { viewer: { role: "PANEL" } } });
      expect(await ask(byHash(VIEWER))).toMatchObject({ data: { viewer: { role: "PANEL" } } });
      for (const body of [{ query: OTHER }, { query: OTHER, ...byHash(OTHER) }]) {
        expect((await ask(body)).errors?.[0]?.extensions.reason).toBe("DOCUMENT_NOT_REGISTERED");
      }
      expect((await ask(byHash(OTHER))).errors?.[0]?.message).toBe("PersistedQueryNotFound");
    } finally {
      await app.close();
    }
  });

  it("of a file is the one that its hash says, or the start is refused", () => {
    const made = (content: unknown) => () =>
      new RegisteredDocuments({ documentsFile: fileWith(content), areDocumentsRegistered: false });
    expect(made({ [hashOf(VIEWER)]: OTHER })).toThrow(/is not the SHA-256 of its document/);
    expect(made({ [hashOf("{")]: "{" })).toThrow(/Syntax Error/);
    expect(made({ [hashOf(VIEWER)]: 1 })).toThrow(/is no document/);
  });
});
