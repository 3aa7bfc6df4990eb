import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLInputType,
  GraphQLList,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from "graphql";
import { beforeAll, expect, it } from "vitest";
import { type FieldPermission, fieldPermissions } from "../../src/api/permissions.js";
import { buildApiSchema } from "../../src/app/index.js";
import { type Database, encodeCursor } from "../../src/database/index.js";
import { markOfList } from "../../src/graphql/cursor-binding.js";
import { PUBLIC, parseGlobalId, RequestContext, SIGNED_IN } from "../../src/graphql/index.js";
import { DomainError } from "../../src/kernel/index.js";
import { startTestApi, type TestApi } from "../support/api.js";
import { atEndOfFile } from "../support/end-of-file.js";
import { describeOnEachEngine, ENGINES } from "../support/engines.js";
import { type InputPart, type InputPlace, pathOf, placesIn, sampleOf } from "../support/schema-samples.js";
import { wholeSelection } from "../support/whole-selection.js";
import {
  type Caller,
  liesWithin,
  mayKnow,
  plantWorld,
  type Relation,
  SHARED_ADDRESSES,
  type World,
} from "./isolation-world.js";
import { type Arguments, fieldOf, NAMING_ROWS } from "./tenant-rows.js";

/** Mutations that act on another tenant's row on purpose, each with the reason. */
const MAY_ACT: Readonly<Record<string, string>> = {
  revokeAuthorization: "administrators of the address's domain withdraw it",
  revokeAuthorizations: "the same",
  approveAuthorizations: "administrators of the address's domain decide about it",
  refuseAuthorizations: "the same",
  reportSubmissions: "the id of a batch is the caller's own choice, and names no row",
};

/** Would ask a name server. */
const ASKS_OUTSIDE = ["verifyDomain", "verifyDomainAuthorization"];

const MADE_UP_KINDS = ["__proto__", "constructor", "toString", "Node", "Query", "SenderOfRight", "PageInfo"];

/** Mutations without a success of the attackers' own here, each with the reason. */
const NO_SUCCESS: Readonly<Record<string, string>> = {
  verifyDomain: "asks the DNS; domain-proof.test.ts",
  verifyDomainAuthorization: "asks the DNS; identities-domains.test.ts",
  moveReseller: "below itself; tenancy-resellers.test.ts",
  viewAs: "wants a session that began with a password; viewing.test.ts",
};

/** Texts that make a query or a look-up say what it should not. */
const HOSTILE = ["__proto__", "constructor", "%", "' OR 1=1 --", "\u0000", "A".repeat(70_000)];

/** Numbers, moments and the like that no honest caller sends, and some that one may. */
const HOSTILE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  Int: [-1, 0, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5, "1", {}],
  Float: [-1, Number.MAX_VALUE, "1"],
  Revision: [-1, 2 ** 53, 1.5, "9".repeat(400)],
  Boolean: [false, "true", 1],
  DateTime: [
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "+275760-09-13T00:00:00Z",
    "2026-02-30T00:00:00Z",
    0,
    "now",
  ],
  JSON: [null, "text", [[]], JSON.parse('{ "__proto__": { "role": "OPERATOR" }, "constructor": 1 }')],
};

/** Cursors of one to four parts that stand before every row. */
const BEFORE_ALL = [1, 2, 3, 4].flatMap((length) => ["", 0].map((part) => encodeCursor(Array(length).fill(part))));

const OWN_ROWS = "own rows";

/** Thousands of calls a test, some seconds on a machine that does nothing else. */
const TIMEOUT_MS = 180_000;

interface Tried {
  readonly caller: string;
  readonly field: string;
  readonly attack: string;
}

interface Hole extends Tried {
  readonly found: string;
}

describeOnEachEngine("the isolation walk", (engine) => {
  let api: TestApi;
  let schema: GraphQLSchema;
  let world: World;
  let database: Database;
  const tried: Tried[] = [];
  const holes: Hole[] = [];
  const reached = new Set<string>();
  const asked = new Set<string>();
  const documents = new Map<string, DocumentNode>();
  let permissions: ReadonlyMap<string, FieldPermission>;
  let idsByHex: ReadonlyMap<string, string>;

  beforeAll(async () => {
    api = await startTestApi(engine);
    schema = lenient(await buildApiSchema());
    world = await plantWorld(api, schema);
    permissions = new Map(fieldPermissions().map((permission) => [permission.name, permission]));
    idsByHex = new Map([...world.places.keys()].map((id) => [hexOf(id), id]));
    // Whatever an attack changes, the next one finds the world as it was.
    database = Object.create(api.database, { write: { value: (work: never) => api.database.rehearse(work) } });
  });

  /** The engines share the attacks, in turn: what refuses them stands above both. What callers may do is done on each. */
  let attackNumber = 0;
  function isOfThisEngine(): boolean {
    attackNumber += 1;
    return ENGINES[attackNumber % ENGINES.length] === engine;
  }

  const hexOf = (id: string) => id.slice(id.lastIndexOf("_") + 1);

  const rootFields = () => [
    ...Object.values(schema.getQueryType()!.getFields()),
    ...Object.values(schema.getMutationType()!.getFields()),
  ];

  function documentOf(name: string): DocumentNode {
    let document = documents.get(name);
    if (document === undefined) {
      const [kind, field] = fieldOf(schema, name);
      const declared = field.args.map((arg) => `$${arg.name}: ${arg.type}`).join(", ");
      const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
      const selection = wholeSelection(schema, field.type, (each) => asked.add(each));
      document = parse(`${kind} ${declared && `(${declared})`} { ${name}${passed && `(${passed})`} ${selection} }`);
      documents.set(name, document);
      asked.add(`${kind === "query" ? "Query" : "Mutation"}.${name}`);
    }
    return document;
  }

  async function attack(caller: Caller, name: string, given: Arguments, title: string, mustFail: boolean) {
    if (title !== OWN_ROWS && !isOfThisEngine()) return;
    const at: Tried = { caller: caller.name, field: name, attack: title };
    tried.push(at);
    const contextValue = new RequestContext({ ...api.services, database }, caller.actor);
    const variableValues = JSON.parse(JSON.stringify(given)) as Arguments;
    const result = await execute({ schema, document: documentOf(name), contextValue, variableValues });
    const found = [
      ...problemsOfErrors(result.errors ?? [], name, caller),
      ...leaksIn(result, JSON.stringify(variableValues), caller),
    ];
    const data = result.data?.[name];
    if (data !== undefined && data !== null && !isAdmitted(caller, name)) found.push("answered, and not admitted");
    const isNothing = /_count":0[,}]/.test(JSON.stringify(data ?? null));
    if (mustFail && data !== undefined && data !== null && !isNothing)
      found.push(`done: ${JSON.stringify(data).slice(0, 200)}`);
    // A conflict is found past the scope, in the state of the row.
    const isConflict = result.errors?.some(({ originalError }) => codeOf(originalError) === "CONFLICT") === true;
    if (!mustFail && ((data !== undefined && data !== null) || isConflict)) reached.add(name);
    holes.push(...found.map((each) => ({ ...at, found: each })));
  }

  function isAdmitted({ actor }: Caller, name: string): boolean {
    const rules = permissions.get(name)?.rules ?? [];
    if (rules.includes(PUBLIC)) return true;
    return actor.role !== null && (rules.includes(SIGNED_IN) || rules.includes(actor.role));
  }

  function problemsOfErrors(errors: readonly GraphQLError[], name: string, caller: Caller): string[] {
    const isRefused = errors.some(
      ({ originalError }) => codeOf(originalError) === "FORBIDDEN" || codeOf(originalError) === "UNAUTHENTICATED",
    );
    if (!isAdmitted(caller, name) && !isRefused) return [`no refusal of the role: ${errors[0]?.message}`];
    // What the arguments are refused for comes from graphql itself, without an error behind it, or with a scalar's own.
    return errors.flatMap(({ originalError, message }) =>
      originalError === undefined ||
      originalError === null ||
      originalError instanceof DomainError ||
      originalError instanceof GraphQLError
        ? []
        : [`an error inside: ${message}`],
    );
  }

  /** What the answer tells that the caller may not know and did not say themselves. */
  function leaksIn({ data, errors = [] }: ExecutionResult, question: string, caller: Caller): string[] {
    const text = `${JSON.stringify(data ?? null)} ${errors.map(({ message }) => message).join(" ")}`;
    const whole = `${text} ${decodedParts(text)}`.toLowerCase().replaceAll(SHARED_ADDRESSES, "");
    const said = question.toLowerCase();
    const names = caller.hidden.filter((token) => whole.includes(token) && !said.includes(token));
    const ids = [...whole.replaceAll("-", "").matchAll(/[0-9a-f]{32}/g)].flatMap(([hex]) => {
      const id = idsByHex.get(hex);
      return id === undefined || question.includes(hex) || mayKnow(world, caller, id) ? [] : [id];
    });
    return [
      ...names.map((name) => `tells ${name}: ${around(whole, name)}`),
      ...new Set(ids.map((id) => `tells ${id}`)),
    ];
  }

  /** Valid arguments that name rows of the relation; none where the field takes none, or only optional ones. */
  function argumentsNaming(name: string, relation: Relation): Arguments {
    const required = fieldOf(schema, name)[1].args.filter(({ type }) => isNonNullType(type));
    const samples = Object.fromEntries(required.map((arg) => [arg.name, sampleOf(arg.type)]));
    return NAMING_ROWS[name]?.(world.rows[relation]) ?? samples;
  }

  /** Those that the caller's role may call; that it may call no other is seen in the first round. */
  const fieldsOf = (caller: Caller) =>
    rootFields().filter(({ name }) => isAdmitted(caller, name) && !ASKS_OUTSIDE.includes(name));

  const relationOf = ({ name }: Caller): Relation => (name.startsWith("suspended") ? "suspended" : "own");

  it(
    "reads all that each caller may, and every mutation can succeed for one of them",
    async () => {
      for (const caller of world.callers) {
        for (const { name } of rootFields()) {
          if (ASKS_OUTSIDE.includes(name)) continue;
          await attack(caller, name, argumentsNaming(name, relationOf(caller)), OWN_ROWS, false);
        }
      }
      expect(holes).toEqual([]);
      const named = Object.keys(NAMING_ROWS).filter((name) => !reached.has(name));
      expect(named.sort()).toEqual(Object.keys(NO_SUCCESS).sort());
    },
    TIMEOUT_MS,
  );

  it(
    "names a row of each other tenant at every place of an id, and nothing is done or told",
    async () => {
      for (const caller of world.callers) {
        for (const field of fieldsOf(caller)) {
          const given = argumentsNaming(field.name, relationOf(caller));
          const isMutation = fieldOf(schema, field.name)[0] === "mutation";
          for (const place of placesIn(field.args).filter(isOfId)) {
            for (const relation of caller.foreign) {
              for (const id of idsOf(relation, field.name, place)) {
                if (liesWithin(world, caller, id)) continue;
                const title = `${pathOf(place)}: ${id.replace(/_.*/, "")} of ${relation}`;
                const mustFail = isMutation && !(field.name in MAY_ACT);
                await attack(caller, field.name, withValue(given, place, id), title, mustFail);
              }
            }
          }
        }
      }
      expect(holes).toEqual([]);
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
          await attack(caller, "node", { id }, `node: ${id.replace(/_.*/, "")}`, !isKnown);
        }
      }
      expect(holes).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "writes other tenants' names, and what breaks texts, at every place of a text",
    async () => {
      const { account, domain } = world.rows.sibling.tenant;
      const names = [account.address, domain.name, "zsibling", "zsibling-admin"];
      const broken = new Set<string>();
      for (const caller of world.callers) {
        for (const field of fieldsOf(caller)) {
          const given = argumentsNaming(field.name, relationOf(caller));
          const isQuery = fieldOf(schema, field.name)[0] === "query";
          // What breaks a text breaks it for everybody: one caller is enough.
          const texts = [...(isQuery ? names : []), ...(broken.has(field.name) ? [] : HOSTILE)];
          broken.add(field.name);
          for (const place of placesIn(field.args).filter(isOfText)) {
            for (const text of texts) {
              await attack(caller, field.name, withValue(given, place, text), `${pathOf(place)}: text`, false);
            }
          }
        }
      }
      expect(holes).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "sends each word of an enum, and numbers and moments that nobody means, at every place of one",
    async () => {
      for (const field of rootFields()) {
        if (ASKS_OUTSIDE.includes(field.name)) continue;
        // What breaks such a value breaks it for everybody: whoever may call it, nearest to the tenants.
        const caller = world.callers.find((each) => isAdmitted(each, field.name));
        if (caller === undefined) throw new Error(`nobody may call ${field.name}`);
        const given = argumentsNaming(field.name, relationOf(caller));
        for (const place of placesIn(field.args)) {
          for (const value of hostileValuesFor(place)) {
            const title = `${pathOf(place)}: ${getNamedType(place.at(-1)!.type).name}`;
            await attack(caller, field.name, withValue(given, place, value), title, false);
          }
        }
      }
      expect(holes).toEqual([]);
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
            for (const after of BEFORE_ALL) await attackBelow(caller, type, field, { id, after });
          }
        }
      }
      expect(holes).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it("has asked for every field of every type, and found no hole", () => {
    for (const name of ASKS_OUTSIDE) documentOf(name);
    const fields = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith("__") && name !== "Subscription" && name !== "ChangeSignal")
      // What these say is what the thrown error says, of which every word is looked at.
      .filter((type) => !type.getInterfaces().some(({ name }) => name === "Problem"))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect(fields.filter((field) => !asked.has(field))).toEqual([]);
    const places = rootFields().flatMap(({ args }) => placesIn(args));
    const attacks = new Set(tried.map(({ attack: title }) => title));
    console.log(
      `isolation walk on ${engine}: ${fields.length} fields, ${places.length} arguments and inputs, ` +
        `${world.callers.length} callers, ${attacks.size} attacks, ${tried.length} tries: ${holes.length} holes`,
    );
    expect(holes).toEqual([]);
  });

  /** Fields with arguments of types whose rows can be asked for by their ids. */
  function listsBelow(types: ReadonlySet<string>): (readonly [type: string, field: string])[] {
    return Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => types.has(name))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(({ args }) => args.some(({ name }) => name === "after"))
          .map(({ name }) => [type.name, name] as const),
      );
  }

  async function attackBelow(caller: Caller, type: string, field: string, given: { id: string; after: string }) {
    if (!isOfThisEngine()) return;
    const at: Tried = { caller: caller.name, field: `${type}.${field}`, attack: `after: before all in ${field}` };
    tried.push(at);
    const name = `${type}.${field}`;
    const document =
      documents.get(name) ??
      parse(`query ($id: ID!, $after: String) { node(id: $id) { ... on ${type} { ${field}(first: 100, after: $after)
        ${wholeSelection(schema, (schema.getType(type) as GraphQLObjectType).getFields()[field]!.type)} } } }`);
    documents.set(name, document);
    const contextValue = new RequestContext({ ...api.services, database }, caller.actor);
    // As the list itself would have marked it, so that the look-up is reached.
    const row = { id: parseGlobalId(given.id)!.id };
    const marked = { id: given.id, after: `${markOfList(type, field, {}, row)}${given.after}` };
    const result = await execute({ schema, document, contextValue, variableValues: marked });
    const found = leaksIn(result, JSON.stringify(given), caller);
    holes.push(...found.map((each) => ({ ...at, found: each })));
  }

  function hostileValuesFor(place: InputPlace): readonly unknown[] {
    const named = getNamedType(place.at(-1)!.type);
    if (isEnumType(named)) return [...named.getValues().map(({ name }) => name), "__proto__", "", 0];
    return HOSTILE_VALUES[named.name] ?? [];
  }

  const isOfId = (place: InputPlace) => getNamedType(place.at(-1)!.type).name === "ID";
  const isOfText = (place: InputPlace) => getNamedType(place.at(-1)!.type).name === "String";

  /** Ids of the relation's rows of the kinds that stand at the place; of all kinds where that is not known. */
  function idsOf(relation: Relation, name: string, place: InputPlace): string[] {
    const { tenant, ...others } = world.rows[relation];
    const all = [tenant.id, tenant.domain.id, tenant.account.id, ...Object.values(others)];
    const known = valueAt(argumentsNaming(name, relation), place);
    const part = place.at(-1)!.name;
    const kinds = typeof known === "string" ? [known.slice(0, known.lastIndexOf("_"))] : KINDS_OF_PARTS.get(part);
    return all.filter((id) => kinds === undefined || kinds.some((kind) => id.startsWith(`${kind}_`)));
  }
});

/** Kinds of the ids that a part of this name takes. */
const KINDS_OF_PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["accountId", ["Account"]],
  ["domainId", ["Domain"]],
  ["resellerId", ["Reseller"]],
  ["parentId", ["Reseller"]],
  ["toResellerId", ["Reseller"]],
  ["authorizationId", ["Authorization"]],
  ["authorizationIds", ["Authorization"]],
  ["madeBy", ["Administrator", "ApiKey", "TrustedIssuer"]],
  ["after", ["Authorization"]],
  ["subjectId", ["Reseller", "Domain", "Account", "Authorization"]],
  ["actorId", ["Administrator", "ApiKey"]],
  ["deliveryIds", ["WebhookDelivery"]],
]);

/** Ways to select of which a call takes one. */
const SELECTIONS = ["ids", "authorizationIds", "filter", "domainId"];

/** Of ScopeInput, which has exactly one of them. */
const SCOPE_PARTS = ["platform", "resellerId", "accountId", "domainId"];

const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : undefined);

/**
 * The schema with nulls allowed everywhere in answers: one refused field must not hide what the others would tell. It is
 * the one of the process, so the files after this one find it as it was.
 */
function lenient(schema: GraphQLSchema): GraphQLSchema {
  const strict = new Map<{ type: GraphQLOutputType }, GraphQLOutputType>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      strict.set(field, field.type);
      field.type = nullable(field.type);
    }
  }
  atEndOfFile(async () => {
    for (const [field, type] of strict) field.type = type;
  });
  return schema;
}

function nullable(type: GraphQLOutputType): GraphQLOutputType {
  const outer = getNullableType(type);
  return isListType(outer) ? new GraphQLList(nullable(outer.ofType)) : outer;
}

/** Cursors and the like, which hold keys of rows. */
function decodedParts(text: string): string {
  return [...text.matchAll(/"([A-Za-z0-9_-]{16,})"/g)]
    .map(([, part = ""]) => Buffer.from(part, "base64url").toString("latin1"))
    .join(" ");
}

function around(text: string, token: string): string {
  const at = text.indexOf(token);
  return text.slice(Math.max(0, at - 200), at + 60);
}

/** What stands at the place in these arguments; of a list the first entry. */
function valueAt(given: unknown, [part, ...deeper]: readonly InputPart[]): unknown {
  if (part === undefined) return Array.isArray(given) ? given[0] : given;
  const within: unknown = Array.isArray(given) ? given[0] : given;
  if (typeof within !== "object" || within === null) return undefined;
  return valueAt((within as Arguments)[part.name], deeper);
}

/** The same arguments with another value at the place, in the form that the place wants. */
function withValue(given: Arguments, place: InputPlace, value: unknown): Arguments {
  const [part, ...deeper] = place;
  const before: unknown = given[part.name];
  const others = Object.entries(given).filter(([name]) => !isInTheWay(name, part.name));
  const within = (Array.isArray(before) ? before[0] : before) as Arguments | undefined;
  const inner =
    deeper.length === 0 ? value : withValue(within ?? sampleBelow(part), deeper as unknown as InputPlace, value);
  return { ...Object.fromEntries(others), [part.name]: isListType(getNullableType(part.type)) ? [inner] : inner };
}

/** Whether a call that selects by the one is refused for the other, before anything is looked up. */
function isInTheWay(name: string, wanted: string): boolean {
  const isOfScope = SCOPE_PARTS.includes(name) && SCOPE_PARTS.includes(wanted);
  return name !== wanted && (isOfScope || (SELECTIONS.includes(name) && SELECTIONS.includes(wanted)));
}

function sampleBelow(part: InputPart): Arguments {
  const sample = sampleOf(getNamedType(part.type) as GraphQLInputType);
  return typeof sample === "object" && sample !== null ? (sample as Arguments) : {};
}
