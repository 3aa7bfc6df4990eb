import "reflect-metadata";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { minifyIntrospection, outputIntrospectionFile } from "@gql.tada/internal";
import { introspectionFromSchema } from "graphql";
import { printPermissions } from "../src/api/permissions.js";
import { printApiSchema } from "../src/api/schema.js";
import { buildApiSchema } from "../src/app/index.js";
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

/** The schema as types, from which the client's compiler reads what a document asks for and gets. */
function printClientTypes(): string {
  const introspection = minifyIntrospection(introspectionFromSchema(schema, { descriptions: false }));
  return outputIntrospectionFile(introspection, { fileType: ".d.ts", shouldPreprocess: true });
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
