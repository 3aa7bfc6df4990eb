import { useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Notice } from "../parts/notice.js";
import { sentenceOf } from "../parts/outcome.js";
import { Time } from "../parts/time.js";
import { useWords, type Words } from "../words/words.js";
import { ANSWER_SUGGESTION, type Sendable } from "./senders.documents.js";

type Profile = Sendable["profiles"][number];
type Suggested = NonNullable<Profile["proposal"]>;

interface Row {
  readonly address: string;
  readonly profile: Profile;
  readonly suggested: Suggested;
}

interface Props {
  readonly senders: readonly Sendable[];
  readonly onAnswered: () => void;
}

/** Where administrators want answers and copies of the mailbox's mail to go. Nothing changes unless it is taken. */
export function Suggestions({ senders, onAnswered }: Props) {
  const words = useWords();
  const { say } = words;
  const answer = useAct(ANSWER_SUGGESTION);
  const rows = senders.flatMap(({ address, profiles }) => profiles.flatMap((profile) => rowOf(address, profile)));
  if (rows.length === 0) return null;
  const onAnswer = async ({ profile }: Row, isTaken: boolean) => {
    if ((await answer.run({ profileId: profile.id, isTaken })) !== null) onAnswered();
  };
  const columns: Column<Row>[] = [
    {
      id: "address",
      header: say("consoleSenders.address"),
      kind: "title",
      cell: ({ address }) => <Address value={address} />,
    },
    {
      id: "change",
      header: say("consoleSenders.suggested"),
      kind: "plain",
      cell: ({ suggested }) => changesOf(suggested, words).map((line) => <div key={line}>{line}</div>),
    },
    {
      id: "by",
      header: say("consoleSenders.suggestedBy"),
      kind: "plain",
      cell: ({ suggested }) => (
        <>
          {suggested.proposedBy} <Time at={suggested.proposedAt} />
        </>
      ),
    },
    {
      id: "answers",
      header: say("consoleSenders.answer"),
      kind: "answers",
      cell: (row) => (
        <div className="acts end">
          <Button isSmall disabled={answer.isBusy} onClick={() => void onAnswer(row, true)}>
            {say("consoleSenders.takeSuggestion")}
          </Button>
          <Button isSmall kind="quiet" disabled={answer.isBusy} onClick={() => void onAnswer(row, false)}>
            {say("consoleSenders.leaveSuggestion")}
          </Button>
        </div>
      ),
    },
  ];
  return (
    <section className="card" aria-labelledby="suggestions">
      <header>
        <div>
          <h2 id="suggestions">{say("consoleSenders.suggestionsTitle")}</h2>
          <p>{say("consoleSenders.suggestionsText")}</p>
        </div>
      </header>
      {answer.problem !== null && (
        <div className="pad">
          <Notice tone="harm" isResult title={say("consoleSenders.notDone")}>
            <p>{sentenceOf(answer.problem)}</p>
          </Notice>
        </div>
      )}
      <DataTable columns={columns} rows={rows} rowId={({ profile }) => profile.id} isLoading={false} />
    </section>
  );
}

function rowOf(address: string, profile: Profile): Row[] {
  return profile.proposal ? [{ address, profile, suggested: profile.proposal }] : [];
}

function changesOf({ fields, replyTo, bcc }: Suggested, { say }: Words): string[] {
  return [
    ...(fields.includes("replyTo")
      ? [
          replyTo
            ? say("consoleSenders.suggestedReplyTo", { addresses: replyTo })
            : say("consoleSenders.suggestedNoReplyTo"),
        ]
      : []),
    ...(fields.includes("bcc")
      ? [bcc ? say("consoleSenders.suggestedBcc", { addresses: bcc }) : say("consoleSenders.suggestedNoBcc")]
      : []),
  ];
}
