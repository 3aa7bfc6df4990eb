import { beforeAll, expect, it } from "vitest";
import { Administrator } from "../../src/access/index.js";
import { MAX_SAVED_VIEWS } from "../../src/access/saved-views/save-view.js";
import { SavedView } from "../../src/access/saved-views/saved-view.entity.js";
import { type Actor, newIdentifier } from "../../src/kernel/index.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { MovableClock, plantAdministrator, signInAs } from "./access-people.js";
import { enter } from "./second-factor-people.js";

const SAVE = "mutation ($input: SaveViewInput!) { saveView(input: $input) { id name } }";
const REMOVE = "mutation ($id: ID!) { removeSavedView(id: $id) }";
const LIST = "query ($screen: String!) { savedViews(screen: $screen) { id screen name query } }";

interface View {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

describeOnEachEngine("saved views", (engine) => {
  let api: TestApi;
  let [one, other]: Actor[] = [];

  beforeAll(async () => {
    api = await startTestApi(engine, new MovableClock());
    [one, other] = await Promise.all(
      ["viewer-one", "viewer-other"].map(async (login) => {
        await plantAdministrator(api, login, { platform: true });
        return enter(api, (await signInAs(api, login)).accessToken);
      }),
    );
  });

  const save = (actor: Actor, name: string, query: string, screen = "domains") =>
    api.succeed<{ saveView: View }>(actor, SAVE, { input: { screen, name, query } });
  const listed = async (actor: Actor, screen = "domains") =>
    (await api.succeed<{ savedViews: View[] }>(actor, LIST, { screen })).savedViews;

  it("are the caller's own, by name, and a name is one view of a list", async () => {
    await save(one!, "Stopped", "view=suspended");
    await save(one!, "Bakers", "q=bak");
    await save(one!, "Stopped", "view=suspended&q=x");
    await save(one!, "Stopped", "view=paused", "who-sends");
    expect((await listed(one!)).map(({ name, query }) => [name, query])).toEqual([
      ["Bakers", "q=bak"],
      ["Stopped", "view=suspended&q=x"],
    ]);
    expect(await listed(other!)).toEqual([]);
  });

  it("are taken away by nobody else", async () => {
    const { saveView } = await save(one!, "To go", "q=go", "outbox");
    const refused = await api.execute(other!, REMOVE, { id: saveView.id });
    expect(refused.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
    await api.succeed(one!, REMOVE, { id: saveView.id });
    expect(await listed(one!, "outbox")).toEqual([]);
  });

  it(`are at most ${MAX_SAVED_VIEWS}, and one that is there can still be changed`, async () => {
    const administratorId = other!.id!;
    await api.services.database.write(async (tx) => {
      const rows = Array.from({ length: MAX_SAVED_VIEWS }, (_, number) => ({
        id: newIdentifier(),
        administratorId,
        screen: "audit",
        name: `View ${number}`,
        query: "q=a",
        createdAt: tx.now,
      }));
      await tx.manager.insert(SavedView, rows);
    });
    const refused = await api.execute(other!, SAVE, { input: { screen: "domains", name: "More", query: "q=b" } });
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: "CONFLICT", reason: "TOO_MANY_ALREADY" });
    await save(other!, "View 7", "q=c", "audit");
    expect((await listed(other!, "audit")).find(({ name }) => name === "View 7")?.query).toBe("q=c");
  });

  it("go with whose they are", async () => {
    const { database } = api.services;
    await database.write((tx) => tx.manager.delete(Administrator, { id: other!.id! }));
    expect(await database.reader.countBy(SavedView, { administratorId: other!.id! })).toBe(0);
  });
});
