import { useEffect, useState } from "react";
import { useClient } from "urql";
import type { Problem } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { sentenceOf } from "../parts/outcome.js";
import { saveCsv } from "../parts/save-csv.js";
import { useWords, type Words } from "../words/words.js";
import type { Job } from "./jobs.documents.js";
import { allRefused, type RefusedItem, type RefusedPage, refusedPage } from "./refused-items.js";

/** Shown by name for each reason; the file has all. */
const NAMES_SHOWN = 5;

/** Why items were refused, each reason once with how many it is about and the first by name; all of them as a file. */
export function RefusedOfJob({ job }: { readonly job: Job }) {
  const words = useWords();
  const { say, number } = words;
  const client = useClient();
  const [page, setPage] = useState<RefusedPage | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);
  useEffect(() => {
    void refusedPage(client, job.id, null).then(setPage, setProblem);
  }, [client, job.id]);
  const save = async () => {
    setSaving(true);
    try {
      saveCsv("refused", [headersOf(words), ...(await allRefused(client, job.id)).map(cellsOf)]);
    } catch (error) {
      setProblem(error as Problem);
    }
    setSaving(false);
  };
  if (problem !== null) return <p className="err">{sentenceOf(problem)}</p>;
  if (page === null) return <p>{say("consoleJobs.asking")}</p>;
  return (
    <>
      <ul className="refuseditems">
        {[...byReason(page.items)].map(([message, items]) => (
          <li key={message}>
            <b className="num">{number(items.length)}</b> {message}
            <FirstOf items={items} />
          </li>
        ))}
      </ul>
      {page.next !== null && <p>{say("consoleJobs.firstOnly", { number: number(page.items.length) })}</p>}
      <p>
        <Button isSmall kind="quiet" icon="download" isBusy={isSaving} onClick={() => void save()}>
          {say("consoleJobs.saveAll", { count: job.refusedCount, number: number(job.refusedCount) })}
        </Button>
      </p>
    </>
  );
}

function byReason(items: readonly RefusedItem[]): Map<string, RefusedItem[]> {
  const groups = new Map<string, RefusedItem[]>();
  for (const item of items) groups.set(item.message, [...(groups.get(item.message) ?? []), item]);
  return groups;
}

function FirstOf({ items }: { readonly items: readonly RefusedItem[] }) {
  const { say, number } = useWords();
  const first = items.slice(0, NAMES_SHOWN);
  const more = items.length - first.length;
  return (
    <ul>
      {first.map(({ index, named, address, mailbox }) => (
        <li key={index} className="sub">
          {say("consoleJobs.place", { number: number(index + 1) })}{" "}
          {address === null ? <bdi>{named}</bdi> : <Address value={address} isPlain />}
          {mailbox !== null && (
            <>
              {" · "}
              <Address value={mailbox} isPlain />
            </>
          )}
        </li>
      ))}
      {more > 0 && <li className="sub">{say("consoleJobs.andMore", { count: more, number: number(more) })}</li>}
    </ul>
  );
}

function headersOf({ say }: Words): string[] {
  return [
    say("consoleJobs.columnPlace"),
    say("consoleJobs.columnAddress"),
    say("consoleJobs.columnMailbox"),
    say("consoleJobs.columnWhy"),
    say("consoleJobs.columnCode"),
    say("consoleJobs.columnId"),
  ];
}

function cellsOf({ index, named, address, mailbox, code, message }: RefusedItem): string[] {
  return [String(index + 1), address ?? "", mailbox ?? "", message, code, named ?? ""];
}
