import { Outlet, useLocation, useMatches } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useKeptJobs } from "../jobs/kept-jobs.js";
import { useWords } from "../words/words.js";
import { AdministratorFrame } from "./administrator-frame.js";
import { Banners } from "./banners.js";
import { IS_FRAMED, useToldHeight } from "./framed.js";
import { FramedPage } from "./framed-page.js";
import { MailboxFrame } from "./mailbox-frame.js";
import { ownScopeKind } from "./scope.js";
import { SignInAgain } from "./sign-in-again.js";
import { useStanding } from "./viewer.js";

/** Skip link, navigation, banners, the screen, and the region that says what changed. */
export function Frame() {
  const { say } = useWords();
  const { viewer, frame } = useStanding();
  const main = useRef<HTMLElement>(null);
  useScreenChange(main);
  useToldHeight(frame.frameOrigins);
  const OwnWindow = ownScopeKind(viewer) === "me" ? MailboxFrame : AdministratorFrame;
  const Shell = IS_FRAMED ? FramedPage : OwnWindow;
  return (
    <>
      <a className="skip" href="#main">
        {say("consoleFrame.skip")}
      </a>
      <Shell>
        <main ref={main} id="main" className={ownScopeKind(viewer) === "me" ? "umain" : "main"}>
          <Banners />
          <StartedJobs />
          <Outlet />
        </main>
      </Shell>
      <div className="vh" role="status" aria-live="polite" id="live" />
      <SignInAgain />
    </>
  );
}

const JobNotices = lazy(() => import("../jobs/job-notices.js"));

/** Loaded by whoever has started one. */
function StartedJobs() {
  const { viewer } = useStanding();
  if (useKeptJobs(viewer.login).length === 0) return null;
  return (
    <Suspense fallback={null}>
      <JobNotices />
    </Suspense>
  );
}

/** The heading of a new screen gets the focus, and the window its name. */
function useScreenChange(main: React.RefObject<HTMLElement>) {
  const { pathname } = useLocation();
  const { frame, viewer } = useStanding();
  const isLoaded = useMatches({ select: (matches) => matches.every(({ status }) => status === "success") });
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each path, when its screen stands.
  useEffect(() => {
    if (!isLoaded) return;
    const timer = requestAnimationFrame(() => {
      const heading = main.current?.querySelector<HTMLElement>("h1");
      if (heading === null || heading === undefined) return;
      document.title = [heading.textContent, viewer.scopeName, frame.brandName].filter(Boolean).join(" · ");
      if (!isFirst.current && !main.current?.contains(document.activeElement)) heading.focus({ preventScroll: true });
      isFirst.current = false;
    });
    return () => cancelAnimationFrame(timer);
  }, [pathname, isLoaded]);
}
