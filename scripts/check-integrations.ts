/**
 * What the plugins under integrations/ ask of the API is in the schema: every GraphQL document in a heredoc of PHP is valid
 * against schema/schema.graphql. Prints what is not and exits with 1.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchema, GraphQLError, type GraphQLSchema, parse, validate } from "graphql";

const HEREDOC = /<<<'GRAPHQL'\n(.*?)\n\s*GRAPHQL\b/gs;

/** Takes the text of a PHP file, whose documents share their fragments; one line for each that the schema does not know. */
export function findInvalidDocuments(path: string, text: string, schema: GraphQLSchema): string[] {
  const documents = [...text.matchAll(HEREDOC)].map(([, document = ""]) => document);
  if (documents.length === 0) return [];
  try {
    return validate(schema, parse(documents.join("\n"))).map(({ message }) => `${path}: ${message}`);
  } catch (error) {
    if (error instanceof GraphQLError) return [`${path}: ${error.message}`];
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const schema = buildSchema(readFileSync(join(root, "schema/schema.graphql"), "utf8"));
  const files = readdirSync(join(root, "integrations"), { recursive: true, encoding: "utf8" });
  const problems = files
    .filter((name) => name.endsWith(".php"))
    .flatMap((name) => findInvalidDocuments(name, readFileSync(join(root, "integrations", name), "utf8"), schema));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
