import { expect, test } from "vitest";
import { findActorNameProblems } from "../../../../scripts/rules/actor-names.js";

const problemsOf = (text: string) => findActorNameProblems([["src/rollout/a.ts", text]]);

const FIELD = "  @Field(() => String, { nullable: true })\n";
const COLUMN = "  @Column(textColumn(254, { nullable: true }))\n";

test.each([
  ["a column", `export class Hold {\n${FIELD}${COLUMN}  releasedBy: KeptName | null;\n}`],
  ["a resolver", `  @FieldResolver(() => String)\n  async by(@Root() hold: Hold): Promise<KeptName> {\n  }`],
])("refuses %s that shows a kept name as it is", (_, text) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining("say @NamesActor()")]);
});

test("refuses a kept name that is made by a cast", () => {
  expect(problemsOf("row.decidedBy = login as unknown as KeptName;")).toEqual([
    expect.stringContaining("src/audit alone"),
  ]);
});

test("takes a field that puts it into its reader's language, one beside it, and a column nobody is shown", () => {
  expect(problemsOf(`  @NamesActor()\n${FIELD}${COLUMN}  releasedBy: KeptName | null;`)).toEqual([]);
  expect(problemsOf(`${FIELD}  name: string;\n\n${COLUMN}  shownViewer: KeptName;`)).toEqual([]);
});
