import { Link, useSearch } from "@tanstack/react-router";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { useScopeInput } from "../frame/scope-input.js";
import { useList } from "../graphql/index.js";
import { Chip } from "../parts/chip.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { Empty, Failure } from "../parts/list-states.js";
import { Pager } from "../parts/pager.js";
import { Time } from "../parts/time.js";
import { usePageVariables } from "../parts/use-pages.js";
import { Views } from "../parts/views.js";
import { SettingsHead } from "../settings/settings-head.js";
import { useWords, type Words } from "../words/words.js";
import { PEOPLE, type PersonRow } from "./people.documents.js";
import { SecondFactorRule } from "./second-factor-rule.js";

const VIEWS = { all: null, active: false, disabled: true } as const;

/** The administrators of a scope and of everything below it. */
export default function People() {
  const words = useWords();
  const { say } = words;
  const scope = useScopeInput();
  const { kind, path } = useShownScope();
  const { view = "all" } = useSearch({ strict: false }) as { view?: string };
  const current = (Object.hasOwn(VIEWS, view) ? view : "all") as keyof typeof VIEWS;
  const list = useList({
    document: PEOPLE,
    variables: {
      filter: { scope: scope && !scope.platform ? scope : null, isDisabled: VIEWS[current] },
      ...usePageVariables(),
    },
    at: (data) => data.administrators,
    isPaused: !scope,
  });
  if (scope === undefined) return <NotFound />;
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  const count = (name: string) => (name === current ? list.page?.totalCount : null);
  return (
    <>
      <SettingsHead lead={say("consolePeople.lead")} />
      {scope !== null && kind !== "d" && <SecondFactorRule scope={scope} />}
      <section className="card" aria-labelledby="people">
        <header>
          <h2 id="people">{say("consolePeople.title")}</h2>
          <div className="acts">
            <Link className="btn pri" to={`${path}/settings/people/add`}>
              <Icon name="add" />
              {say("consolePeople.add")}
            </Link>
          </div>
        </header>
        <Views
          list="people"
          label={say("consoleTenants.views")}
          current={current}
          views={[
            { name: "all", label: say("consoleTenants.all"), count: count("all") },
            { name: "active", label: say("consolePeople.maySignIn"), count: count("active") },
            { name: "disabled", label: say("consolePeople.disabled"), count: count("disabled") },
          ]}
        />
        {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
        {isEmpty ? (
          <Empty icon="people" title={say("consolePeople.none")}>
            {say("consolePeople.noneText")}
          </Empty>
        ) : (
          <DataTable
            name="people"
            columns={columnsOf(words, path)}
            rows={list.rows}
            rowId={({ id }) => id}
            isLoading={list.isLoading}
          />
        )}
        <Pager page={list.page} />
      </section>
    </>
  );
}

function columnsOf(words: Words, path: string): Column<PersonRow>[] {
  const { say } = words;
  return [
    {
      id: "login",
      header: say("consolePeople.login"),
      kind: "title",
      cell: ({ id, login, email, emailConfirmedAt }) => (
        <>
          <Link to={`${path}/settings/people/${encodeURIComponent(id)}`}>{login}</Link>
          {email !== null && (
            <span className="sub">
              <bdi>{email}</bdi>
              {emailConfirmedAt === null && `, ${say("consolePeople.unconfirmed")}`}
            </span>
          )}
        </>
      ),
    },
    {
      id: "scope",
      header: say("consolePeople.scope"),
      kind: "quiet",
      cell: ({ domain, reseller }) => <bdi>{domain?.name ?? reseller?.name ?? say("consoleFrame.platform")}</bdi>,
    },
    {
      id: "state",
      header: say("consoleTenants.state"),
      kind: "state",
      cell: ({ isDisabled }) =>
        isDisabled ? (
          <Chip tone="over" icon="lock">
            {say("consolePeople.disabled")}
          </Chip>
        ) : (
          <span className="muted">{say("consolePeople.maySignIn")}</span>
        ),
    },
    {
      id: "factor",
      header: say("consoleSecurity.factorsTitle"),
      kind: "plain",
      cell: ({ secondFactorSince }) =>
        secondFactorSince === null ? (
          <span className="muted">{say("consolePeople.noFactor")}</span>
        ) : (
          <Time at={secondFactorSince} as="day" />
        ),
    },
    {
      id: "since",
      header: say("consoleTenants.since"),
      kind: "plain",
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
    },
  ];
}
