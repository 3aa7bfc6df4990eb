import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiKeyKind, createApiKey } from "../../../src/access/index.js";
import { CopyDirectory } from "../../../src/agent/copy/copy-directory.js";
import { CopySource } from "../../../src/agent/copy/copy-source.js";
import { type CopyStore } from "../../../src/agent/copy/copy-store.js";
import { CopySync } from "../../../src/agent/copy/copy-sync.js";
import { createPlatformClient, type PlatformClient } from "../../../src/agent/platform/platform-client.js";
import { createApollo } from "../../../src/api/apollo.js";
import { createHttpServer } from "../../../src/api/http-server.js";
import { registerWebsocket } from "../../../src/api/websocket.js";
import { buildApiSchema } from "../../../src/app/index.js";
import { registerFullCopy } from "../../../src/gateways/index.js";
import type { Clock } from "../../../src/kernel/index.js";
import { silentLogger } from "../../protocol/agent/support/agent-fixtures.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { atEndOfFile } from "../../support/end-of-file.js";
import type { EngineName } from "../../support/engines.js";

export interface TestPlatform extends TestApi {
  readonly url: string;
  readonly gatewayKey: string;
  /** As if its machine had lost the network; `open` on the same port ends that. */
  close(): Promise<void>;
}

/** The real schema over HTTP, with the full copy, and a gateway's key. */
export async function startPlatform(engine: EngineName, clock?: Clock): Promise<TestPlatform> {
  const api = await startTestApi(engine, clock);
  const schema = await buildApiSchema();
  const apollo = createApollo(schema, api.services.log);
  await apollo.start();
  const app = await createHttpServer({ services: api.services, apollo, pages: [registerFullCopy] });
  registerWebsocket(app, api.services, schema);
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const { secret } = await api.database.write((tx) =>
    createApiKey(tx, OPERATOR, { name: "gateway", kind: ApiKeyKind.GATEWAY, scope: { platform: true } }),
  );
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= app.close().then(() => apollo.stop());
    return closing;
  };
  atEndOfFile(close);
  return { ...api, url: `http://127.0.0.1:${port}`, gatewayKey: secret, close };
}

export interface TestReplica {
  readonly source: CopySource;
  readonly sync: CopySync;
  readonly client: PlatformClient;
  readonly folder: string;
  /** Steps until nothing is left to fetch. */
  follow(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestReplicaOptions {
  readonly clock: Clock;
  readonly domains?: readonly string[] | null;
  readonly folder?: string;
  readonly url?: string;
  readonly whenUnsynced?: "allow" | "defer";
  readonly holdsAddresses?: boolean;
  onProgress?(store: CopyStore): void;
}

/** An agent's copy, without its listeners. */
export async function openReplica(platform: TestPlatform, options: TestReplicaOptions): Promise<TestReplica> {
  const folder = options.folder ?? temporaryFolder();
  const { clock, domains = null, url = platform.url, whenUnsynced = "defer" } = options;
  const client = createPlatformClient({ apiUrl: url, gatewayKey: platform.gatewayKey });
  const source = new CopySource({ clock, publicUrl: "https://mayfrom.test", whenUnsynced });
  const sync = new CopySync({
    client,
    directory: new CopyDirectory(folder),
    domains,
    clock,
    logger: silentLogger,
    onCopy: (store) => source.use(store),
    holdsAddresses: options.holdsAddresses,
    onProgress: (store) => options.onProgress?.(store),
  });
  await sync.start();
  const stop = () => sync.stop();
  atEndOfFile(stop);
  return {
    source,
    sync,
    client,
    folder,
    async follow() {
      while (await sync.step());
    },
    stop,
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mayfrom-replica-"));
  atEndOfFile(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
