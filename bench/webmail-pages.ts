/**
 * What the plugin adds to the pages of Roundcube: each page is asked for by turns of a Roundcube with it and of one without,
 * by the same user, with mayfrom (on SQLite) on the same machine. Prints the middle of both and the difference.
 *
 * node --import @swc-node/register/esm-register bench/webmail-pages.ts [--rounds 20]
 */
import { parseArgs } from "node:util";
import type { APIRequestContext } from "playwright-core";
import { launchBrowser, newPerson } from "../test/support/browser.js";
import { startRoundcube } from "../test/support/roundcube.js";
import { signInToWebmail } from "../test/support/webmail-user.js";
import { startWebmailWorld } from "../test/support/webmail-world.js";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });
const USER = { address: "anna@cobalt.test", password: "anna's password" };
const PAGES = {
  "list of messages": "?_task=mail",
  "identities page": "?_task=settings&_action=identities",
  "form of an identity": "?_task=settings&_action=edit-identity&_iid=1&_framed=1",
  composer: "?_task=mail&_action=compose&_to=ben@cobalt.test",
};

const world = await startWebmailWorld("SQLite", { users: [USER], owners: [] });
const bare = await startRoundcube({ imapPort: world.dovecot.imapPort, submissionPort: world.postfix.submissionPort });
const browser = await launchBrowser();
try {
  const [withPlugin, without] = [await signedIn(world.roundcube.url), await signedIn(bare.url)];
  for (const [name, page] of Object.entries(PAGES)) {
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < Number(values.rounds); round++) {
      times[0].push(await timeOf(withPlugin, world.roundcube.url + page));
      times[1].push(await timeOf(without, bare.url + page));
    }
    const [plugin, none] = times.map(middleOf) as [number, number];
    console.log(`${name}: ${plugin} ms with, ${none} ms without, ${plugin - none} ms more`);
  }
} finally {
  await browser.close();
  await bare.stop();
  await world.stop();
}

async function signedIn(url: string): Promise<APIRequestContext> {
  const page = await (await newPerson(browser)).newPage();
  await signInToWebmail(page, url, USER);
  return page.context().request;
}

async function timeOf(request: APIRequestContext, url: string): Promise<number> {
  const startedAt = performance.now();
  const answer = await request.get(url);
  await answer.body();
  if (!answer.ok()) throw new Error(`${url} answers ${answer.status()}`);
  return performance.now() - startedAt;
}

function middleOf(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
