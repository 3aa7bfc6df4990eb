import { getNamedType, isObjectType } from "graphql";
import { beforeAll, expect, it } from "vitest";
import { buildApiSchema } from "../../src/app/index.js";
import { encodeCursor } from "../../src/database/index.js";
import { startTestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type InputPlace, pathOf, placesIn } from "../support/schema-samples.js";
import { HOSTILE, hostileValuesFor, withValue } from "./hostile-values.js";
import { ASKS_OUTSIDE, hexOf, IsolationAttacks, OWN_ROWS } from "./isolation-attacks.js";
import { type Caller, liesWithin, mayKnow, NAMES, plantWorld, type Relation, type World } from "./isolation-world.js";
import { lenient } from "./lenient-schema.js";
import { NAMING_ROWS } from "./naming-rows.js";
import { fieldOf } from "./tenant-rows.js";

/** Mutations that act on another tenant's row on purpose, each with the reason. */
const MAY_ACT: Readonly<Record<string, string>> = {
  revokeAuthorization: "administrators of the address's domain withdraw it",
  revokeAuthorizations: "the same",
  approveAuthorizations: "administrators of the address's domain decide about it",
  refuseAuthorizations: "the same",
  reportSubmissions: "the id of a batch is the caller's own choice, and names no row",
};

const MADE_UP_KINDS = ["__proto__", "constructor", "toString", "Node", "Query", "SenderOfRight", "PageInfo"];

/** Mutations without a success of the attackers' own here, each with the reason. */
const NO_SUCCESS: Readonly<Record<string, string>> = {
  verifyDomain: "asks the DNS; domain-proof.test.ts",
  verifyDomainAuthorization: "asks the DNS; identities-domains.test.ts",
  moveReseller: "below itself; tenancy-resellers.test.ts",
  viewAs: "wants a session that began with a password; viewing.test.ts",
};

/** Cursors of one to four parts that stand before every row. */
const BEFORE_ALL = [1, 2, 3, 4].flatMap((length) => ["", 0].map((part) => encodeCursor(Array(length).fill(part))));

/** Thousands of calls a test, some seconds on a machine that does nothing else. */
const TIMEOUT_MS = 180_000;

describeOnEachEngine("the isolation walk", (engine) => {
  let attacks: IsolationAttacks;
  let world: World;

  beforeAll(async () => {
    const api = await startTestApi(engine);
    const schema = lenient(await buildApiSchema());
    world = await plantWorld(api, schema);
    attacks = new IsolationAttacks(api, schema, world, engine);
  });

  const relationOf = ({ name }: Caller): Relation => (name.startsWith("suspended") ? "suspended" : "own");

  it(
    "reads all that each caller may, and every mutation can succeed for one of them",
    async () => {
      for (const caller of world.callers) {
        for (const { name } of attacks.rootFields()) {
          if (ASKS_OUTSIDE.includes(name)) continue;
          await attacks.attack(caller, name, attacks.argumentsNaming(name, relationOf(caller)), { title: OWN_ROWS });
        }
      }
      expect(attacks.holes).toEqual([]);
      const named = Object.keys(NAMING_ROWS).filter((name) => !attacks.reached.has(name));
      expect(named.sort()).toEqual(Object.keys(NO_SUCCESS).sort());
    },
    TIMEOUT_MS,
  );

  it(
    "names a row of each other tenant at every place of an id, and nothing is done or told",
    async () => {
      for (const caller of world.callers) {
        for (const field of attacks.fieldsOf(caller)) {
          const given = attacks.argumentsNaming(field.name, relationOf(caller));
          const isMutation = fieldOf(attacks.schema, field.name)[0] === "mutation";
          for (const place of placesIn(field.args).filter(isOfId)) {
            for (const relation of caller.foreign) {
              for (const id of attacks.idsOf(relation, field.name, place)) {
                if (liesWithin(world, caller, id)) continue;
                const title = `${pathOf(place)}: ${id.replace(/_.*/, "")} of ${relation}`;
                const mustFail = isMutation && !(field.name in MAY_ACT);
                await attacks.attack(caller, field.name, withValue(given, place, id), { title, mustFail });
              }
            }
          }
        }
      }
      expect(attacks.holes).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "asks for every row there is by its id, and for kinds that are made up",
    async () => {
      const [some = ""] = world.places.keys();
      const made = MADE_UP_KINDS.map((kind) => `${kind}_${hexOf(some)}`);
      for (const caller of world.callers) {
        for (const id of [...world.places.keys(), ...made]) {
          const isKnown = world.places.has(id) && mayKnow(world, caller, id);
          const title = `node: ${id.replace(/_.*/, "")}`;
          await attacks.attack(caller, "node", { id }, { title, mustFail: !isKnown });
        }
      }
      expect(attacks.holes).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "writes other tenants' names, and what breaks texts, at every place of a text",
    async () => {
      const { account, domain } = world.rows.sibling.tenant;
      const names = [account.address, domain.name, NAMES.sibling, `${NAMES.sibling}-admin`];
      const broken = new Set<string>();
      for (const caller of world.callers) {
        for (const field of attacks.fieldsOf(caller)) {
          const given = attacks.argumentsNaming(field.name, relationOf(caller));
          const isQuery = fieldOf(attacks.schema, field.name)[0] === "query";
          // What breaks a text breaks it for everybody: one caller is enough.
          const texts = [...(isQuery ? names : []), ...(broken.has(field.name) ? [] : HOSTILE)];
          broken.add(field.name);
          for (const place of placesIn(field.args).filter(isOfText)) {
            for (const text of texts) {
              const attempt = { title: `${pathOf(place)}: text`, reach: "NEAR" } as const;
              await attacks.attack(caller, field.name, withValue(given, place, text), attempt);
            }
          }
        }
      }
      expect(attacks.holes).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "sends each word of an enum, and numbers and moments that nobody means, at every place of one",
    async () => {
      for (const field of attacks.rootFields()) {
        if (ASKS_OUTSIDE.includes(field.name)) continue;
        // What breaks such a value breaks it for everybody: whoever may call it, nearest to the tenants.
        const caller = world.callers.find((each) => attacks.isAdmitted(each, field.name));
        if (caller === undefined) throw new Error(`nobody may call ${field.name}`);
        const given = attacks.argumentsNaming(field.name, relationOf(caller));
        for (const place of placesIn(field.args)) {
          for (const value of hostileValuesFor(place)) {
            const title = `${pathOf(place)}: ${getNamedType(place.at(-1)!.type).name}`;
            await attacks.attack(caller, field.name, withValue(given, place, value), { title, reach: "NEAR" });
          }
        }
      }
      expect(attacks.holes).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "reads the lists below each row there is from a place before all rows, and is told none but its own",
    async () => {
      const kindsOfRows = new Set([...world.places.keys()].map((id) => id.replace(/_.*/, "")));
      for (const [type, field] of listsBelow(kindsOfRows)) {
        const ids = [...world.places.keys()].filter((id) => id.startsWith(`${type}_`));
        for (const caller of world.callers.filter(({ foreign }) => foreign.length > 0)) {
          for (const id of ids) {
            for (const after of BEFORE_ALL) await attacks.attackBelow(caller, type, field, { id, after });
          }
        }
      }
      expect(attacks.holes).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it("has asked for every field of every type, and found no hole", () => {
    for (const name of ASKS_OUTSIDE) attacks.documentOf(name);
    const fields = Object.values(attacks.schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith("__") && name !== "Subscription" && name !== "ChangeSignal")
      // What these say is what the thrown error says, of which every word is looked at.
      .filter((type) => !type.getInterfaces().some(({ name }) => name === "Problem"))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect(fields.filter((field) => !attacks.asked.has(field))).toEqual([]);
    const places = attacks.rootFields().flatMap(({ args }) => placesIn(args));
    const titles = new Set(attacks.tried.map(({ attack: title }) => title));
    console.log(
      `isolation walk on ${engine}: ${fields.length} fields, ${places.length} arguments and inputs, ` +
        `${world.callers.length} callers, ${titles.size} attacks, ${attacks.tried.length} tries: ${attacks.holes.length} holes`,
    );
    expect(attacks.holes).toEqual([]);
  });

  /** Fields with arguments of types whose rows can be asked for by their ids. */
  function listsBelow(types: ReadonlySet<string>): (readonly [type: string, field: string])[] {
    return Object.values(attacks.schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => types.has(name))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(({ args }) => args.some(({ name }) => name === "after"))
          .map(({ name }) => [type.name, name] as const),
      );
  }

  const isOfId = (place: InputPlace) => getNamedType(place.at(-1)!.type).name === "ID";
  const isOfText = (place: InputPlace) => getNamedType(place.at(-1)!.type).name === "String";
});
