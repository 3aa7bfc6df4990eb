import { parse } from "graphql";
import { expect, it } from "vitest";
import { KnownDocuments } from "../../../src/api/known-documents.js";
import { inStrangersTurn, isStrangersTurn, passTurnOn } from "../../../src/api/strangers-turn.js";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

it("begins strangers' operations one after the other, with a turn of the loop between any two", async () => {
  const seen: string[] = [];
  const others = (async () => {
    for (let count = 0; count < 3; count += 1) {
      await nextTurn();
      seen.push("healthz");
    }
  })();
  const strangers = ["a", "b"].map((name) =>
    inStrangersTurn(async () => {
      seen.push(`${name} begins`);
      await Promise.resolve();
      seen.push(`${name} is answered`);
    }),
  );
  await Promise.all([...strangers, others]);
  expect(seen.indexOf("b begins")).toBeGreaterThan(seen.indexOf("healthz"));
  expect(seen.filter((each) => each !== "healthz")).toEqual(["a begins", "a is answered", "b begins", "b is answered"]);
});

it("lets the next one begin while one waits for the database, and when one has failed", async () => {
  const seen: string[] = [];
  let answer = (): void => {};
  const waiting = inStrangersTurn(async () => {
    // As Apollo does once the document is read and checked.
    passTurnOn();
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
  });
  const failing = inStrangersTurn(async () => {
    throw new Error("refused");
  });
  await expect(failing).rejects.toThrow("refused");
  await inStrangersTurn(async () => {
    seen.push("next");
  });
  expect(seen).toEqual(["next"]);
  answer();
  await waiting;
});

it("keeps documents of callers who are signed in, two hundred at most, and none of strangers", async () => {
  const documents = new KnownDocuments();
  const document = parse("{ __typename }");
  await inStrangersTurn(async () => {
    expect(isStrangersTurn()).toBe(true);
    await documents.set("stranger", document);
  });
  expect(await documents.get("stranger")).toBeUndefined();
  for (let count = 0; count < 201; count += 1) {
    await documents.set(`${count}`, document);
    await documents.get("0");
  }
  expect(await documents.get("0")).toBe(document);
  expect(await documents.get("1")).toBeUndefined();
  expect(await documents.get("200")).toBe(document);
  await inStrangersTurn(async () => expect(await documents.get("200")).toBe(document));
});
