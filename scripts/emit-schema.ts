import "reflect-metadata";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { minifyIntrospection, outputIntrospectionFile } from "@gql.tada/internal";
import { type IntrospectionQuery, introspectionFromSchema } from "graphql";
import { printPermissions } from "../src/api/permissions.js";
import { printApiSchema } from "../src/api/schema.js";
import { buildApiSchema } from "../src/app/index.js";
import { isNullOnFailure } from "../src/graphql/nullable-roots.js";
import { printErrors } from "./print-errors.js";
import { printSettings } from "./print-settings.js";
import { printStates } from "./print-states.js";

// `--check` fails when a generated file in the repository is not what the resolvers say; without it they are written.
const isCheck = process.argv.includes("--check");

const schema = await buildApiSchema();
keepUpToDate("schema/schema.graphql", printApiSchema(schema));
keepUpToDate("clients/typescript/src/schema.generated.d.ts", printClientTypes());
keepUpToDate("docs/permissions.md", printPermissions(schema));
keepUpToDate("docs/states.md", printStates());
keepUpToDate("docs/errors.md", printErrors());
keepUpToDate("docs/settings.md", printSettings());

/**
 * The schema as types, from which the client's compiler reads what a document asks for and gets. The client throws where
 * an answer holds errors, so that what is null only then is never null to its callers.
 */
function printClientTypes(): string {
  const introspection = withoutFailures(introspectionFromSchema(schema, { descriptions: false }));
  return outputIntrospectionFile(minifyIntrospection(introspection), { fileType: ".d.ts", shouldPreprocess: true });
}

function withoutFailures({ __schema }: IntrospectionQuery): IntrospectionQuery {
  const roots = schema.getQueryType()?.getFields() ?? {};
  const types = __schema.types.map((type) => {
    if (type.kind !== "OBJECT" || type.name !== __schema.queryType.name) return type;
    const fields = type.fields.map((field) => {
      const root = roots[field.name];
      if (root === undefined || !isNullOnFailure(root) || field.type.kind === "NON_NULL") return field;
      return { ...field, type: { kind: "NON_NULL" as const, ofType: field.type } };
    });
    return { ...type, fields };
  });
  return { __schema: { ...__schema, types } };
}

function keepUpToDate(path: string, text: string): void {
  const file = new URL(`../${path}`, import.meta.url);
  if (!isCheck) {
    mkdirSync(new URL(".", file), { recursive: true });
    writeFileSync(file, text);
  } else if (readFileSync(file, "utf8") !== text) {
    console.error(`${path} does not fit the code; run \`npm run schema\` and commit it`);
    process.exitCode = 1;
  }
}
