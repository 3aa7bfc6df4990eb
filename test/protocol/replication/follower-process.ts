// Not through the room's index: each start would load every protocol as well.
import { CopyDirectory } from "../../../src/agent/copy/copy-directory.js";
import { CopySync } from "../../../src/agent/copy/copy-sync.js";
import { createPlatformClient } from "../../../src/agent/platform/platform-client.js";
import { systemClock } from "../../../src/kernel/index.js";

/** An agent's copy in a process of its own, which its parent kills: run compiled, with URL KEY FOLDER. */
const [apiUrl = "", gatewayKey = "", folder = ""] = process.argv.slice(2);
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

const sync = new CopySync({
  client: createPlatformClient({ apiUrl, gatewayKey }),
  directory: new CopyDirectory(folder),
  domains: null,
  clock: systemClock,
  logger: quiet,
  onCopy: () => undefined,
  onProgress: (store) => process.send?.(store.state.revision),
});

process.send?.("up");
process.once("disconnect", () => process.exit());
await sync.start();
for (;;) {
  const hasMore = await sync.step().catch(() => false);
  if (!hasMore) await new Promise((resolve) => setTimeout(resolve, 2));
}
