import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { type List, useAct, useList } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { PageHead } from "../parts/page-head.js";
import { usePageVariables } from "../parts/use-pages.js";
import { useWords } from "../words/words.js";
import { DeleteWebhook } from "./delete-webhook.js";
import { Deliveries } from "./deliveries.js";
import { DisableWebhook } from "./disable-webhook.js";
import { EditWebhook } from "./edit-webhook.js";
import { SecretOnce } from "./make-webhook.js";
import { WebhookState } from "./webhook-state.js";
import {
  type Delivery,
  ENABLE_WEBHOOK,
  type OneWebhook,
  REDELIVER,
  ROTATE_SECRET,
  TRY_WEBHOOK,
  WEBHOOK,
} from "./webhooks.documents.js";

/** One webhook with what was sent to it; looked at again while something is on its way. */
export default function WebhookPage() {
  const { say } = useWords();
  const { path } = useShownScope();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const list = useList({
    document: WEBHOOK,
    variables: { id, ...usePageVariables() },
    at: (data) => (data.node && "deliveries" in data.node ? data.node.deliveries : null),
    isLive: (data) =>
      data.node !== null &&
      "deliveries" in data.node &&
      data.node.deliveries.edges.some(({ node }) => node.state === "WAITING"),
  });
  const webhook = list.data?.node && "url" in list.data.node ? list.data.node : null;
  if (list.data !== null && webhook === null) return <NotFound />;
  return (
    <>
      <nav className="crumb" aria-label={say("consoleTenants.crumb")}>
        <Link to={`${path}/settings/webhooks`}>{say("consolePage.webhooks")}</Link>
      </nav>
      {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
      {webhook === null ? list.isLoading && <Waiting /> : <OfWebhook webhook={webhook} list={list} />}
    </>
  );
}

interface OfWebhookProps {
  readonly webhook: OneWebhook;
  readonly list: List<unknown, Delivery>;
}

function OfWebhook({ webhook, list }: OfWebhookProps) {
  const { say } = useWords();
  const [attempt, rotate, redeliver, enable] = [
    useAct(TRY_WEBHOOK),
    useAct(ROTATE_SECRET),
    useAct(REDELIVER),
    useAct(ENABLE_WEBHOOK),
  ];
  const [secret, setSecret] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { id, name, url, state } = webhook;
  const problem = attempt.problem ?? rotate.problem ?? redeliver.problem ?? enable.problem;
  const done = (title: string) => {
    setOutcome({ tone: "ok", title });
    list.refresh();
  };
  const onRotate = async () => {
    const made = await rotate.run({ id });
    if (made !== null) setSecret(made.rotateWebhookSecret.webhookSecret?.secret ?? null);
  };
  return (
    <>
      <PageHead
        title={name}
        actions={
          <>
            <Button
              icon="plane"
              isBusy={attempt.isBusy}
              onClick={() => void attempt.run({ id }).then((each) => each && done(say("consoleWebhooks.tried")))}
            >
              {say("consoleWebhooks.try")}
            </Button>
            <Button icon="key" isBusy={rotate.isBusy} onClick={() => void onRotate()}>
              {say("consoleWebhooks.rotate")}
            </Button>
            {state === "ENABLED" ? (
              <Button kind="harm" icon="pause" onClick={() => setAsked(true)}>
                {say("consoleWebhooks.disable")}
              </Button>
            ) : (
              <>
                <Button
                  isBusy={enable.isBusy}
                  onClick={() => void enable.run({ id }).then((each) => each && done(say("consoleWebhooks.enabled")))}
                >
                  {say("consoleWebhooks.enable")}
                </Button>
                <Button kind="harm" icon="cross" onClick={() => setLeaving(true)}>
                  {say("consoleWebhooks.delete")}
                </Button>
              </>
            )}
          </>
        }
      >
        <span className="mono">{url}</span>
      </PageHead>
      <OutcomeNotice
        outcome={problem ? { tone: "harm", title: say("consoleTenants.notDone"), text: sentenceOf(problem) } : outcome}
        onDismiss={() => {
          setOutcome(null);
          for (const act of [attempt, rotate, redeliver, enable]) act.forget();
        }}
      />
      {secret !== null && <SecretOnce name={name} secret={secret} onClose={() => setSecret(null)} />}
      <p className="below">
        <WebhookState row={webhook} />{" "}
        <span className="muted">
          {say("consoleWebhooks.scope", {
            scope: webhook.domain?.name ?? webhook.reseller?.name ?? say("consoleFrame.platform"),
          })}
        </span>
      </p>
      <EditWebhook webhook={webhook} onSaved={list.refresh} />
      <Deliveries
        list={list}
        onSendAgain={(deliveryId) =>
          void redeliver
            .run({ id, deliveryIds: [deliveryId] })
            .then((each) => each && done(say("consoleWebhooks.sentAgain")))
        }
      />
      {isLeaving && (
        <DeleteWebhook id={id} name={name} messages={list.page?.totalCount ?? 0} onClose={() => setLeaving(false)} />
      )}
      {isAsked && (
        <DisableWebhook
          id={id}
          name={name}
          onClose={() => setAsked(false)}
          onDone={() => {
            setAsked(false);
            done(say("consoleWebhooks.disabledTitle"));
          }}
        />
      )}
    </>
  );
}
