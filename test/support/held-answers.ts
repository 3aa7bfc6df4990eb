import type { BrowserContext } from "playwright-core";
import { chance } from "./chance.js";

const MAX_HELD_MS = 2_500;
const HELD_SHARE = 0.3;

/**
 * With `HELD_ANSWERS=1` some answers of the API reach a page late and out of order, as over a bad line or from a busy
 * server: what a test then does too early it does by chance on any day.
 */
export async function holdAnswers(person: BrowserContext): Promise<void> {
  if (process.env.HELD_ANSWERS !== "1") return;
  const next = chance();
  const hold = () => new Promise((go) => setTimeout(go, next() < HELD_SHARE ? next() * MAX_HELD_MS : 0));
  await person.route("**/graphql", async (route) => {
    await hold();
    try {
      const response = await route.fetch();
      await hold();
      await route.fulfill({ response });
    } catch (error) {
      // The page went elsewhere meanwhile, as pages do.
      if (!/closed|disposed|aborted|not found/i.test(String(error))) throw error;
    }
  });
}
