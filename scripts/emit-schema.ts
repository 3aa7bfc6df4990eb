import "reflect-metadata";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildApiSchema, printApiSchema } from "../src/api/index.js";

// `--check` fails when the file in the repository is not what the resolvers say; without it the file is written.
const FILE = new URL("../schema/schema.graphql", import.meta.url);
const printed = printApiSchema(await buildApiSchema());

if (process.argv.includes("--check")) {
  if (readFileSync(FILE, "utf8") !== printed) {
    console.error("schema/schema.graphql does not fit the resolvers; run `npm run schema` and commit it");
    process.exit(1);
  }
} else {
  mkdirSync(new URL(".", FILE), { recursive: true });
  writeFileSync(FILE, printed);
}
