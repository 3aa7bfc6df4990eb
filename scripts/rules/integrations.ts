/**
 * What the plugins under integrations/ ask of the API is in the schema: every GraphQL document in a heredoc of PHP is valid
 * against schema/schema.graphql. Finds what is not.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, GraphQLError, type GraphQLSchema, parse, validate } from "graphql";
import type { Rule } from "./sources.js";

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

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) => {
  const schema = buildSchema(readFileSync(join(root, "schema/schema.graphql"), "utf8"));
  const files = readdirSync(join(root, "integrations"), { recursive: true, encoding: "utf8" });
  return files
    .filter((name) => name.endsWith(".php"))
    .flatMap((name) => findInvalidDocuments(name, readFileSync(join(root, "integrations", name), "utf8"), schema));
};
