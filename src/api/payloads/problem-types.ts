import {
  GraphQLEnumType,
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  GraphQLString,
  isObjectType,
  isScalarType,
} from "graphql";
import type { RequestContext } from "../../graphql/index.js";
import {
  type DomainError,
  type DomainErrorCode,
  ownValue,
  type ParameterName,
  REASONS,
  type ReasonFamily,
  type ReasonName,
  required,
} from "../../kernel/index.js";
import { type PublicProblem, publicProblems } from "../public-problem.js";
import { isForeseeable } from "./foreseeable.js";

type ProblemFields = GraphQLFieldConfigMap<PublicProblem, RequestContext>;

type ShownFamily = Exclude<ReasonFamily, "COMMAND">;

const NAMES: Readonly<Record<ShownFamily, string>> = {
  INPUT: "InputError",
  SELECTION: "SelectionError",
  ADDRESS: "AddressError",
  AUTHORIZATION: "AuthorizationError",
  TENANT: "TenantError",
  ACCESS: "AccessError",
  POLICY: "PolicyError",
  SERVICE: "ServiceError",
};

const SUBJECTS: Readonly<Record<ShownFamily, string>> = {
  INPUT: "A value that cannot be taken, whatever it is for.",
  SELECTION: "A selection of rows that means something else than was meant.",
  ADDRESS: "An address or a domain name that cannot be used for this.",
  AUTHORIZATION: "What stands against an authorization, a question or a proof.",
  TENANT: "What stands against a change of a reseller, a domain or an account.",
  ACCESS: "A credential that does not fit, or somebody who may not.",
  POLICY: "What stands against a change of a policy.",
  SERVICE: "What is not found, and what there is too much of.",
};

const PARAMETERS: Readonly<Record<ParameterName, { readonly type: string; readonly description: string }>> = {
  limit: { type: "Int", description: "How many there may be." },
  min: { type: "Int", description: "The least that is taken." },
  max: { type: "Int", description: "The most that is taken." },
  found: { type: "Int", description: "How many there are." },
  expectedCount: { type: "Int", description: "How many the caller expected." },
  missing: { type: "Int", description: "How many gateways do not have it yet." },
  revision: { type: "Revision", description: "Of the change." },
  until: { type: "DateTime", description: "From then on it may succeed; null where only somebody else can change it." },
  state: { type: "String", description: "The state it is in." },
  domain: { type: "String", description: "The domain it is about." },
  setting: { type: "String", description: "The setting it is about." },
  kind: { type: "String", description: "Name of the type that was looked for." },
  existing: { type: "ID", description: "Id of what is there already." },
  current: { type: "JSON", description: "What it is now." },
  retryAfter: { type: "Int", description: "Seconds after which the same call may succeed." },
};

interface RefusalHolder {
  readonly error: DomainError | null;
}

/** Gives every type that holds a refusal (`@HoldsProblems`) the problems that it stands for. */
export function addProblems(schema: GraphQLSchema, problem: GraphQLInterfaceType): void {
  const type = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(problem)));
  const resolve = ({ error }: RefusalHolder, _given: unknown, { language }: RequestContext) =>
    error === null ? [] : publicProblems(error, language);
  const made = new GraphQLObjectType<RefusalHolder, RequestContext>({
    name: "HoldsProblems",
    // Whoever sees the refused thing sees why.
    fields: { errors: { type, description: "Why not.", resolve, extensions: { visibleTo: ["WITH_PARENT"] } } },
  });
  for (const holder of Object.values(schema.getTypeMap())) {
    if (isObjectType(holder) && holder.extensions.holdsProblems === true) {
      holder.getFields().errors = required(made.getFields().errors);
    }
  }
}

/** The interface `Problem`, and a type for each family of the catalogue with the parameters that its reasons have. */
export function problemTypes(schema: GraphQLSchema): { problem: GraphQLInterfaceType; types: GraphQLObjectType[] } {
  const common = commonFields();
  const problem = new GraphQLInterfaceType({
    name: "Problem",
    description: "Something that kept a mutation from being done, as data. Every kind of it is in docs/errors.md.",
    fields: common,
    resolveType: ({ reason }: PublicProblem) => ownValue(NAMES, REASONS[reason].family),
  });
  const types = (Object.keys(NAMES) as ShownFamily[]).map(
    (family) =>
      new GraphQLObjectType<PublicProblem, RequestContext>({
        name: NAMES[family],
        description: SUBJECTS[family],
        interfaces: [problem],
        fields: { ...common, ...parameterFields(schema, family) },
        extensions: { visibleTo: ["WITH_PARENT"] },
      }),
  );
  return { problem, types };
}

function commonFields(): ProblemFields {
  return {
    code: { type: new GraphQLNonNull(codeType()), description: "As `extensions.code` of a thrown error." },
    reason: { type: new GraphQLNonNull(reasonType()), description: "What a program acts on." },
    message: { type: new GraphQLNonNull(GraphQLString), description: "For people; it may change." },
    path: {
      type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
      description: 'The place in the arguments: `["input", "items", "3", "address"]`.',
    },
    index: { type: GraphQLInt, description: "Which item of a batch, from 0." },
    field: { type: GraphQLString, description: "The path as one text: `input.items[3].address`." },
    expected: { type: GraphQLString, description: "What would have been taken." },
  };
}

function shownReasons(): [ReasonName, (typeof REASONS)[ReasonName]][] {
  const names = Object.keys(REASONS) as ReasonName[];
  return names.filter(isForeseeable).map((name) => [name, REASONS[name]]);
}

const CODES: Readonly<Record<DomainErrorCode, string>> = {
  BAD_USER_INPUT: "An argument cannot be what it is",
  CONFLICT: "It does not fit what is there",
  FORBIDDEN: "Not for this caller",
  NOT_FOUND: "Not there, or not for this caller to know of",
  RATE_LIMITED: "Too much for now; `retryAfter` says when",
  UNAUTHENTICATED: "The caller is not signed in, or no longer",
  INTERNAL: "Unexpected",
  TOO_COMPLEX: "The document asks for too much at once",
  UNAVAILABLE: "The service cannot do it for now",
};

function codeType(): GraphQLEnumType {
  const codes = new Set<DomainErrorCode>(shownReasons().map(([, { code }]) => code));
  return new GraphQLEnumType({
    name: "ErrorCode",
    description: "What kind of refusal it is.",
    values: Object.fromEntries([...codes].sort().map((code) => [code, { description: CODES[code] }])),
  });
}

function reasonType(): GraphQLEnumType {
  return new GraphQLEnumType({
    name: "ProblemReason",
    description: "Why something was refused.",
    values: Object.fromEntries(shownReasons().map(([name, { meaning }]) => [name, { description: meaning }])),
  });
}

function parameterFields(schema: GraphQLSchema, family: ReasonFamily): ProblemFields {
  const reasons = shownReasons().filter(([, definition]) => definition.family === family);
  const names = [...new Set<ParameterName>(reasons.flatMap(([, { parameters }]) => parameters))];
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        type: scalarOf(schema, PARAMETERS[name].type),
        description: PARAMETERS[name].description,
        resolve: ({ parameters }: PublicProblem) => parameters?.[name] ?? null,
      },
    ]),
  );
}

const BUILT_IN: Readonly<Record<string, GraphQLScalarType>> = { ID: GraphQLID, Int: GraphQLInt, String: GraphQLString };

function scalarOf(schema: GraphQLSchema, name: string): GraphQLOutputType {
  const type = ownValue(BUILT_IN, name) ?? schema.getType(name);
  return required(isScalarType(type) ? type : undefined);
}
