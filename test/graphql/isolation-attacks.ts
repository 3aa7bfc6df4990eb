import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  parse,
} from "graphql";
import { type FieldPermission, fieldPermissions } from "../../src/api/permissions.js";
import type { Database } from "../../src/database/index.js";
import { markOfList } from "../../src/graphql/cursor-binding.js";
import { PUBLIC, parseGlobalId, RequestContext, readGlobalId, SIGNED_IN } from "../../src/graphql/index.js";
import { DomainError } from "../../src/kernel/index.js";
import type { TestApi } from "../support/api.js";
import { ENGINES } from "../support/engines.js";
import { type InputPlace, sampleOf } from "../support/schema-samples.js";
import { nearSelection, wholeSelection } from "../support/whole-selection.js";
import { valueAt } from "./hostile-values.js";
import { type Caller, mayKnow, type Relation, SHARED_ADDRESSES, type World } from "./isolation-world.js";
import { type Arguments, NAMING_ROWS } from "./naming-rows.js";
import { fieldOf } from "./tenant-rows.js";

/** Would ask a name server. */
export const ASKS_OUTSIDE = ["verifyDomain", "verifyDomainAuthorization"];

export const OWN_ROWS = "own rows";

export interface Tried {
  readonly caller: string;
  readonly field: string;
  readonly attack: string;
}

export interface Attempt {
  readonly title: string;
  /** Where anything but a refusal is a hole. Default: what is told decides. */
  readonly mustFail?: boolean;
  /** How much is asked for. Near is enough where a value is to break what takes it, or to find what it should not. */
  readonly reach?: Reach;
}

type Reach = "WHOLE" | "NEAR";

export interface Hole extends Tried {
  readonly found: string;
}

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

/** Tries what is attacked on one engine, and keeps what was found. */
export class IsolationAttacks {
  readonly tried: Tried[] = [];
  readonly holes: Hole[] = [];
  /** Fields that have answered somebody. */
  readonly reached = new Set<string>();
  /** Fields of types that were asked for. */
  readonly asked = new Set<string>();
  readonly #documents = new Map<string, DocumentNode>();
  readonly #permissions: ReadonlyMap<string, FieldPermission>;
  readonly #idsByHex: ReadonlyMap<string, string>;
  readonly #database: Database;
  #attackNumber = 0;

  constructor(
    readonly api: TestApi,
    readonly schema: GraphQLSchema,
    readonly world: World,
    readonly engine: (typeof ENGINES)[number],
  ) {
    this.#permissions = new Map(fieldPermissions().map((permission) => [permission.name, permission]));
    this.#idsByHex = new Map([...world.places.keys()].map((id) => [hexOf(id), id]));
    // Whatever an attack changes, the next one finds the world as it was.
    this.#database = Object.create(api.database, { write: { value: (work: never) => api.database.rehearse(work) } });
  }

  /** The engines share the attacks, in turn: what refuses them stands above both. What callers may do is done on each. */
  #isOfThisEngine(): boolean {
    this.#attackNumber += 1;
    return ENGINES[this.#attackNumber % ENGINES.length] === this.engine;
  }

  rootFields() {
    return [
      ...Object.values(this.schema.getQueryType()!.getFields()),
      ...Object.values(this.schema.getMutationType()!.getFields()),
    ];
  }

  documentOf(name: string, reach: Reach = "WHOLE"): DocumentNode {
    let document = this.#documents.get(`${reach} ${name}`);
    if (document === undefined) {
      const [kind, field] = fieldOf(this.schema, name);
      const declared = field.args.map((arg) => `$${arg.name}: ${arg.type}`).join(", ");
      const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
      const selection =
        reach === "NEAR"
          ? nearSelection(this.schema, field.type)
          : wholeSelection(this.schema, field.type, (each) => this.asked.add(each));
      document = parse(`${kind} ${declared && `(${declared})`} { ${name}${passed && `(${passed})`} ${selection} }`);
      this.#documents.set(`${reach} ${name}`, document);
      this.asked.add(`${kind === "query" ? "Query" : "Mutation"}.${name}`);
    }
    return document;
  }

  async attack(caller: Caller, name: string, given: Arguments, { title, mustFail = false, reach }: Attempt) {
    if (title !== OWN_ROWS && !this.#isOfThisEngine()) return;
    const at: Tried = { caller: caller.name, field: name, attack: title };
    this.tried.push(at);
    const contextValue = new RequestContext({ ...this.api.services, database: this.#database }, caller.actor);
    const variableValues = JSON.parse(JSON.stringify(given)) as Arguments;
    const result = await execute({
      schema: this.schema,
      document: this.documentOf(name, reach),
      contextValue,
      variableValues,
    });
    const found = [
      ...this.#problemsOfErrors(result.errors ?? [], name, caller),
      ...this.#leaksIn(result, JSON.stringify(variableValues), caller),
    ];
    const data = result.data?.[name];
    if (data !== undefined && data !== null && !this.isAdmitted(caller, name)) found.push("answered, and not admitted");
    const isNothing = /_count":0[,}]/.test(JSON.stringify(data ?? null));
    if (mustFail && data !== undefined && data !== null && !isNothing)
      found.push(`done: ${JSON.stringify(data).slice(0, 200)}`);
    // A conflict is found past the scope, in the state of the row.
    const isConflict = result.errors?.some(({ originalError }) => codeOf(originalError) === "CONFLICT") === true;
    if (!mustFail && ((data !== undefined && data !== null) || isConflict)) this.reached.add(name);
    this.holes.push(...found.map((each) => ({ ...at, found: each })));
  }

  isAdmitted({ actor }: Caller, name: string): boolean {
    const rules = this.#permissions.get(name)?.rules ?? [];
    if (rules.includes(PUBLIC)) return true;
    return actor.role !== null && (rules.includes(SIGNED_IN) || rules.includes(actor.role));
  }

  #problemsOfErrors(errors: readonly GraphQLError[], name: string, caller: Caller): string[] {
    const isRefused = errors.some(
      ({ originalError }) => codeOf(originalError) === "FORBIDDEN" || codeOf(originalError) === "UNAUTHENTICATED",
    );
    if (!this.isAdmitted(caller, name) && !isRefused) return [`no refusal of the role: ${errors[0]?.message}`];
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
  #leaksIn({ data, errors = [] }: ExecutionResult, question: string, caller: Caller): string[] {
    const text = `${JSON.stringify(data ?? null)} ${errors.map(({ message }) => message).join(" ")}`;
    const whole = `${text} ${decodedParts(text)}`.toLowerCase().replaceAll(SHARED_ADDRESSES, "");
    const said = question.toLowerCase();
    const names = caller.hidden.filter((token) => whole.includes(token) && !said.includes(token));
    const ids = [...whole.replaceAll("-", "").matchAll(/[0-9a-f]{32}/g)].flatMap(([hex]) => {
      const id = this.#idsByHex.get(hex);
      return id === undefined || question.includes(hex) || mayKnow(this.world, caller, id) ? [] : [id];
    });
    return [
      ...names.map((name) => `tells ${name}: ${around(whole, name)}`),
      ...new Set(ids.map((id) => `tells ${id}`)),
    ];
  }

  /** Valid arguments that name rows of the relation; none where the field takes none, or only optional ones. */
  argumentsNaming(name: string, relation: Relation): Arguments {
    const required = fieldOf(this.schema, name)[1].args.filter(({ type }) => isNonNullType(type));
    const samples = Object.fromEntries(required.map((arg) => [arg.name, sampleOf(arg.type)]));
    return NAMING_ROWS[name]?.(this.world.rows[relation]) ?? samples;
  }

  /** Those that the caller's role may call; that it may call no other is seen in the first round. */
  fieldsOf(caller: Caller) {
    return this.rootFields().filter(({ name }) => this.isAdmitted(caller, name) && !ASKS_OUTSIDE.includes(name));
  }

  async attackBelow(caller: Caller, type: string, field: string, given: { id: string; after: string }) {
    if (!this.#isOfThisEngine()) return;
    const at: Tried = { caller: caller.name, field: `${type}.${field}`, attack: `after: before all in ${field}` };
    this.tried.push(at);
    const name = `${type}.${field}`;
    const document =
      this.#documents.get(name) ??
      parse(`query ($id: ID!, $after: String) { node(id: $id) { ... on ${type} { ${field}(first: 100, after: $after)
        ${wholeSelection(this.schema, (this.schema.getType(type) as GraphQLObjectType).getFields()[field]!.type)} } } }`);
    this.#documents.set(name, document);
    const contextValue = new RequestContext({ ...this.api.services, database: this.#database }, caller.actor);
    // As the list itself would have marked it, so that the look-up is reached.
    const row = { id: parseGlobalId(readGlobalId(given.id))!.id };
    const marked = { id: given.id, after: `${markOfList(type, field, {}, row)}${given.after}` };
    const result = await execute({ schema: this.schema, document, contextValue, variableValues: marked });
    const found = this.#leaksIn(result, JSON.stringify(given), caller);
    this.holes.push(...found.map((each) => ({ ...at, found: each })));
  }

  /** Ids of the relation's rows of the kinds that stand at the place; of all kinds where that is not known. */
  idsOf(relation: Relation, name: string, place: InputPlace): string[] {
    const { tenant, ...others } = this.world.rows[relation];
    const all = [tenant.id, tenant.domain.id, tenant.account.id, ...Object.values(others)];
    const known = valueAt(this.argumentsNaming(name, relation), place);
    const part = place.at(-1)!.name;
    const kinds = typeof known === "string" ? [known.slice(0, known.lastIndexOf("_"))] : KINDS_OF_PARTS.get(part);
    return all.filter((id) => kinds === undefined || kinds.some((kind) => id.startsWith(`${kind}_`)));
  }
}

export const hexOf = (id: string) => id.slice(id.lastIndexOf("_") + 1);

const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : undefined);

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
