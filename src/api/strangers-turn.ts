import { AsyncLocalStorage } from "node:async_hooks";
import type { ApolloServerPlugin } from "@apollo/server";
import type { RequestContext } from "../graphql/index.js";

const turns = new AsyncLocalStorage<{ end(): void }>();

let latest: Promise<void> = Promise.resolve();

/**
 * Reading and checking a document takes the event loop for milliseconds, and answering from the schema alone for more.
 * Callers without a credential do that one after the other, with a turn of the loop between any two, so that whatever
 * else is asked is answered meanwhile. What waits for the database has given its turn on.
 */
export async function inStrangersTurn<T>(work: () => Promise<T>): Promise<T> {
  const before = latest;
  let end = (): void => {};
  latest = new Promise((resolve) => {
    end = () => setImmediate(resolve);
  });
  await before;
  try {
    return await turns.run({ end }, work);
  } finally {
    end();
  }
}

/** Whether what runs is the operation of a caller without a credential. */
export function isStrangersTurn(): boolean {
  return turns.getStore() !== undefined;
}

/** The next one may begin in the next turn of the loop. Does nothing outside of a stranger's operation. */
export function passTurnOn(): void {
  turns.getStore()?.end();
}

/** Gives the turn on once the document is read and checked; what is answered without waiting is answered before. */
export const endStrangersTurn: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation() {
        passTurnOn();
      },
    };
  },
};
