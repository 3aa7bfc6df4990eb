import { type Clock, KEY_RULE } from "../../kernel/index.js";
import { MalformedReplica } from "../../replication/index.js";
import type { AgentLogger } from "../agent-logger.js";
import type { PlatformClient } from "../platform/platform-client.js";
import { FeedBroken } from "./apply-revisions.js";
import { CopyBuilder } from "./copy-builder.js";
import { CopyStore } from "./copy-store.js";
import { catchUp } from "./follow-feed.js";
import { type CopyProgress, nothingReceived, receiveCopy } from "./receive-copy.js";

const MAX_ATTEMPTS_PER_COPY = 1_000;
const RETRY_COPY_MS = 1_000;

export interface FullCopyOptions {
  readonly client: PlatformClient;
  /** A-labels; null for all. */
  readonly domains: readonly string[] | null;
  readonly holdsAddresses?: boolean;
  readonly clock: Clock;
  readonly logger: AgentLogger;
}

/** Fetches a full copy into a new folder and brings it up to date by the feed and to the disk. */
export async function makeFullCopy(
  path: string,
  options: FullCopyOptions,
): Promise<{ store: CopyStore; authorizations: number }> {
  const { authorizations, newestRevision } = await build(path, options);
  const store = CopyStore.open(path);
  try {
    await catchUp(store, newestRevision, options);
  } catch (error) {
    await store.close();
    throw error;
  }
  await store.flush();
  return { store, authorizations };
}

async function build(
  path: string,
  { client, domains, clock, logger, holdsAddresses = false }: FullCopyOptions,
): Promise<{ authorizations: number; newestRevision: number }> {
  const progress = nothingReceived();
  let builder: CopyBuilder | null = null;
  try {
    for (let attempt = 1; !progress.isComplete; attempt += 1) {
      try {
        await receiveCopy(client, domains, progress, (records) => {
          const { revision = 0, keyRule = KEY_RULE } = progress.header ?? {};
          builder ??= new CopyBuilder(path, { domains, holdsAddresses }, keyRule, revision);
          builder.add(records);
        });
      } catch (error) {
        // Before the first mark nothing is gained yet: the caller begins anew, in its own time.
        if (progress.cursor === null || attempt >= MAX_ATTEMPTS_PER_COPY) throw error;
        logger.warn({ err: error, attempt }, "the full copy was interrupted and is taken up again");
        await new Promise((resolve) => setTimeout(resolve, RETRY_COPY_MS));
        await requireReach(client, progress);
      }
    }
    const finished = builder as CopyBuilder | null;
    if (finished === null) throw new MalformedReplica("the copy is empty");
    await finished.finish(clock.now().getTime());
    return { authorizations: finished.authorizationCount, newestRevision: progress.newestRevision };
  } catch (error) {
    await (builder as CopyBuilder | null)?.abandon();
    throw error;
  }
}

/** The parts of an interrupted copy are of different revisions; the feed from the first on makes them one. */
async function requireReach(client: PlatformClient, { header }: CopyProgress): Promise<void> {
  const page = await client.changes(header?.revision ?? 0, 1);
  if (page.isTooOld) throw new FeedBroken("the feed no longer reaches back to the beginning of the copy");
}
