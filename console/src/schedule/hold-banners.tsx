import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useAct, useList } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Confirm } from "../parts/confirm.js";
import { Notice } from "../parts/notice.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { HOLD_AGAIN, HOLDS, type Hold, RELEASE } from "./schedule.documents.js";

const NOTHING_GIVEN = {};

interface HoldBannersProps {
  readonly scope: ScopeGiven;
  readonly onReleased: (outcome: Outcome) => void;
}

/** Where the brake holds enforcement back: why, since when, and the way to begin all the same. */
export function HoldBanners({ scope, onReleased }: HoldBannersProps) {
  const { say } = useWords();
  const list = useList({ document: HOLDS, variables: NOTHING_GIVEN, at: (data) => data.enforcementHolds });
  const [released, setReleased] = useState<Hold | null>(null);
  const release = useAct(RELEASE);
  const undo = useAct(HOLD_AGAIN);
  const takeBack = async (hold: Hold) => {
    if ((await undo.run({ id: hold.id })) === null) return;
    onReleased({ tone: "ok", title: say("consoleSchedule.heldAgainTitle", { name: nameOf(hold) }) });
    list.refresh();
  };
  const shown = list.rows.filter((hold) => concerns(hold, scope));
  const onConfirm = async (reason: string) => {
    if (released === null) return;
    const done = await release.run({ id: released.id, reason: reason || null });
    if (done === null) return;
    onReleased({
      tone: "ok",
      title: say("consoleSchedule.releasedTitle", { name: nameOf(released) }),
      undo: { decidedAt: Date.now(), onUndo: () => void takeBack(released) },
    });
    setReleased(null);
    list.refresh();
  };
  const failed: Outcome | null = undo.problem && {
    tone: "harm",
    title: say("consoleSchedule.notDone"),
    text: sentenceOf(undo.problem),
  };
  return (
    <>
      <OutcomeNotice outcome={failed} onDismiss={undo.forget} />
      {shown.map((hold) => (
        <HoldBanner key={hold.id} hold={hold} onRelease={() => setReleased(hold)} />
      ))}
      {released !== null && (
        <Confirm
          title={say("consoleSchedule.releaseTitle", { name: nameOf(released) })}
          verb={say("consoleSchedule.releaseVerb")}
          isBusy={release.isBusy}
          problem={release.problem && <p className="err">{sentenceOf(release.problem)}</p>}
          onConfirm={(reason) => void onConfirm(reason)}
          onClose={() => setReleased(null)}
        >
          <p>{say("consoleSchedule.releaseText", { count: released.unresolved })}</p>
        </Confirm>
      )}
    </>
  );
}

function HoldBanner({ hold, onRelease }: { readonly hold: Hold; readonly onRelease: () => void }) {
  const { say, wholeMoment, number } = useWords();
  const place = hold.domain ? `/d/${hold.domain.name}` : `/r/${hold.reseller?.slug ?? ""}`;
  return (
    <Notice
      tone="act"
      icon="pause"
      title={around(
        (name) => say("consoleSchedule.heldTitle", { name }),
        hold.domain ? <Address value={hold.domain.name} isPlain /> : hold.reseller?.name,
      )}
      actions={
        <>
          <Link className="btn" to={`${place}/readiness`}>
            {say("consoleSchedule.showLeft")}
          </Link>
          <Button kind="harm" onClick={onRelease}>
            {say("consoleSchedule.release")}
          </Button>
        </>
      }
    >
      <p>
        {say("consoleSchedule.heldText", {
          time: wholeMoment(hold.enforcedAt),
          count: hold.unresolved,
          number: number(hold.unresolved),
          limit: number(hold.threshold),
        })}
      </p>
    </Notice>
  );
}

function nameOf({ domain, reseller }: Hold): string {
  return domain?.name ?? reseller?.name ?? "";
}

/** A list holds what the viewer sees; here stands what is in the shown scope. */
function concerns({ domain, reseller }: Hold, { domainId, resellerId }: ScopeGiven): boolean {
  if (domainId !== undefined) return domain?.id === domainId;
  return resellerId === undefined || domain !== null || reseller?.id === resellerId;
}
