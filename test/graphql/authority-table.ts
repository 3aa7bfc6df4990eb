export interface Outcome {
  readonly act: string;
  readonly setter: string;
  readonly actor: string;
  /** Whether the setter may set it at all. */
  readonly isSet: boolean;
  readonly isUndone: boolean;
}

const INTRODUCTION = `<!-- Written by test/graphql/authority-walk.test.ts. Do not edit: \`npx vitest run -u\` with that file. -->
# Who may undo what

Whatever somebody sets carries their rank: the platform, a reseller, a reseller below it, a domain's administrator. Peers
and those above may undo it, nobody below or beside. Each table is one thing and one way to undo it: the rows are who set
it, the columns who tries. The domain is \`reseller\`'s, which is below \`reseller above\`; \`panel\` is a key of the reseller
before it. "–" is a refusal. A row is missing where that role cannot set the thing at all.
`;

/** The page docs/authority.md. */
export function givenTable(outcomes: readonly Outcome[]): string {
  const acts = distinct(outcomes.map(({ act }) => act));
  return `${INTRODUCTION}\n${acts.map((act) => sectionOf(outcomes.filter((each) => each.act === act))).join("\n")}`;
}

function sectionOf(outcomes: readonly Outcome[]): string {
  const actors = distinct(outcomes.map(({ actor }) => actor));
  const setters = distinct(outcomes.filter(({ isSet }) => isSet).map(({ setter }) => setter));
  const rows = setters.map((setter) => {
    const marks = outcomes.filter((each) => each.setter === setter).map(({ isUndone }) => (isUndone ? "yes" : "–"));
    return `| ${setter} | ${marks.join(" | ")} |`;
  });
  const heading = outcomes[0]?.act ?? "";
  return [
    `## ${heading.charAt(0).toUpperCase()}${heading.slice(1)}`,
    "",
    `| set by | ${actors.join(" | ")} |`,
    `| --- |${actors.map(() => " :-: |").join("")}`,
    ...rows,
    "",
  ].join("\n");
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
