import { Link } from "@tanstack/react-router";
import { useShownScope } from "../frame/scope.js";
import { Icon, type IconName } from "../parts/icon.js";
import { useWords } from "../words/words.js";
import type { Overview } from "./home.documents.js";

interface Need {
  readonly key: string;
  readonly tone: "harm" | "act" | "wait";
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly link: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

/** What is counted in the scope that is shown, before and after what has entries of its own; null while it is asked for. */
export function useNeeds(
  overview: Overview | undefined,
  hasFailed: boolean,
): { readonly harmful: readonly Need[]; readonly further: readonly Need[] } | null {
  const { say } = useWords();
  const { path, kind } = useShownScope();
  if (overview === undefined && !hasFailed) return null;
  const { alarms = 0, deadMails = null, undeliverable = 0, openProposals = 0 } = overview ?? {};
  const harmful: (Need | false)[] = [
    alarms > 0 && {
      key: "alarms",
      tone: "harm",
      icon: "lock",
      title: say("consoleHome.alarms", { count: alarms }),
      text: say("consoleHome.alarmsText"),
      link: say("consoleHome.alarmsLink"),
      to: `${path}/alarms`,
    },
    deadMails !== null &&
      deadMails > 0 && {
        key: "dead",
        tone: "harm",
        icon: "octagon",
        title: say("consoleHome.deadMails", { count: deadMails }),
        text: say("consoleHome.deadMailsText"),
        link: say("consoleHome.deadMailsLink"),
        to: "/p/outbox",
        search: { view: "dead" },
      },
  ];
  const further: (Need | false)[] = [
    undeliverable > 0 && {
      key: "undeliverable",
      tone: "act",
      icon: "returned",
      title: say("consoleHome.undeliverable", { count: undeliverable }),
      text: say("consoleHome.undeliverableText"),
      link: say("consoleHome.undeliverableLink"),
      to: kind === "d" ? `${path}/who-sends` : `${path}/readiness`,
    },
    openProposals > 0 && {
      key: "proposals",
      tone: "wait",
      icon: "envelope",
      title: say("consoleHome.proposals", { count: openProposals }),
      text: say("consoleHome.proposalsText"),
      link: say("consoleHome.proposalsLink"),
      to: `${path}/readiness`,
    },
  ];
  return { harmful: harmful.filter((need) => need !== false), further: further.filter((need) => need !== false) };
}

export function NeedEntries({ needs }: { readonly needs: readonly Need[] }) {
  return needs.map(({ key, tone, icon, title, text, link, to, search }) => (
    <li key={key}>
      <span className={`ic ${tone}`}>
        <Icon name={icon} isLarge />
      </span>
      <div>
        <h3>{title}</h3>
        <p>{text}</p>
      </div>
      <div className="acts">
        <Link className="btn s" to={to} search={(search ?? {}) as never}>
          {link}
        </Link>
      </div>
    </li>
  ));
}
