import ts from "typescript";
import { describe, expect, it } from "vitest";
import { findOwnNameProblems } from "../../../scripts/check-own-names.js";

const HEAD = `
  declare const table: Record<string, string>;
  declare const list: string[];
  declare const name: string;
`;

function linesWithProblems(text: string): string[] {
  const path = "/src/example.ts";
  const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2023, strict: true, noUncheckedIndexedAccess: true };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) =>
    file === path ? ts.createSourceFile(file, HEAD + text, ts.ScriptTarget.ES2023, true) : getSourceFile(file, ...rest);
  const program = ts.createProgram([path], { ...options, types: [] }, host);
  return findOwnNameProblems(program, "/", (each) => each.startsWith("src/")).map((each) => each.replace(/^\S+ /, ""));
}

describe("the check of names that somebody else chose", () => {
  it("finds a plain object that is read, written or searched by any text", () => {
    const found = linesWithProblems(`
      export const read = table[name];
      export function write(): void { table[name] = "x"; }
      export const has = name in table;
      export const written = table[\`\${name}!\`];
    `);
    expect(found.map((each) => each.split(" finds")[0])).toEqual([
      "table[name]",
      "table[name]",
      "name in table",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a program
      "table[`${name}!`]",
    ]);
  });

  it("lets pass lists, maps, known names, keys of the type itself, and what was asked of the object first", () => {
    const found = linesWithProblems(`
      declare const kind: "a" | "b";
      declare const map: Map<string, string>;
      export const first = list[0];
      export const known = table[kind];
      export const found = map.get(name);
      export function one<Row extends object, Key extends keyof Row & string>(row: Row, key: Key) { return row[key]; }
      export function asked(): string | undefined {
        return Object.hasOwn(table, name) ? table[name] : undefined;
      }
    `);
    expect(found).toEqual([]);
  });
});
