import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import type { Tone } from "../parts/chip.js";
import { Notice } from "../parts/notice.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { countsOf, titleOf, triedOf, wordsOf } from "./job-words.js";
import { type Job, STOP_JOB } from "./jobs.documents.js";
import { RefusedOfJob } from "./refused-of-job.js";

interface JobNoticeProps {
  readonly job: Job;
  readonly onDismiss: () => void;
}

/** One batch: its progress, with a way to stop it; once it has ended what became of it. */
export function JobNotice({ job, onDismiss }: JobNoticeProps) {
  const words = useWords();
  const { say } = words;
  const stop = useAct(STOP_JOB);
  const [isOpen, setOpen] = useState(false);
  const isUnderWay = isGoing(job);
  const title = titleOf(words, job);
  return (
    <Notice
      tone={toneOf(job)}
      icon={isUnderWay ? "turning" : undefined}
      title={title}
      actions={
        // One button for both, so that whoever has stopped it stands on the one that dismisses it.
        <Button
          isSmall
          kind={isUnderWay ? "plain" : "quiet"}
          isBusy={stop.isBusy}
          onClick={isUnderWay ? () => void stop.run({ id: job.id }) : onDismiss}
        >
          {say(isUnderWay ? "consoleJobs.stop" : "consoleList.dismiss")}
        </Button>
      }
    >
      {isUnderWay && <progress className="jobbar" max={job.itemCount} value={triedOf(job)} aria-label={title} />}
      <p className="num">{countsOf(words, job)}</p>
      {isUnderWay && <p>{say("consoleJobs.goesOn")}</p>}
      {stop.problem && <p className="err">{sentenceOf(stop.problem)}</p>}
      {job.errors.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      {!isUnderWay && job.refusedCount > 0 && (
        <>
          <p>{say(wordsOf(job).stay)}</p>
          <button type="button" className="tx" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {say(wordsOf(job).why)}
          </button>
          {isOpen && <RefusedOfJob job={job} />}
        </>
      )}
      <p className="vh" role="status">
        {isUnderWay ? `${title}: ${quartersOf(job)} %` : title}
      </p>
    </Notice>
  );
}

/** Some of it is still to be done. */
export function isGoing({ state }: Job): boolean {
  return state === "WAITING" || state === "RUNNING";
}

function toneOf({ state, refusedCount }: Job): Tone {
  switch (state) {
    case "DONE":
      return refusedCount > 0 ? "act" : "ok";
    case "CANCELLED":
      return "over";
    case "FAILED":
      return "harm";
    default:
      return "wait";
  }
}

/** For the ear: four times at most, and not at each answer of the server. */
function quartersOf(job: Job): number {
  return Math.floor((triedOf(job) / job.itemCount) * 4) * 25;
}
