import { createTheme, MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { Provider } from "urql";
import type { Language } from "../../src/texts/make-language.js";
import { NoAnswer } from "./frame/away.js";
import { createConsoleRouter } from "./frame/router.js";
import { StandingProvider, VIEWER, type Viewer } from "./frame/viewer.js";
import { createApiClient } from "./graphql/client.js";
import { useQuery } from "./graphql/index.js";
import { problemOf } from "./graphql/problem.js";
import { Failure } from "./parts/list-states.js";
import type { Arrival } from "./session/arrival.js";
import { EnterPage } from "./session/enter-page.js";
import type { Session, SessionStart } from "./session/session.js";
import { SignInPage } from "./session/sign-in-page.js";
import { WordsProvider } from "./words/words.js";

interface ConsoleProps {
  readonly session: Session;
  readonly language: Language;
  readonly arrival: Arrival;
}

const THEME = createTheme({ respectReducedMotion: true });

/** Who is signed in sees their screens, everybody else the way in. Styles are built: no element is written at run time. */
export function Console({ session, language, arrival }: ConsoleProps) {
  const [state, setState] = useState(arrival);
  const { isSignedIn, frame, entry, login } = state;
  useBrandSheet(frame.brandSheet);
  const begin = async () => {
    setState({ ...(await session.start(location.search)), entry: null, isEntryOver: false });
  };
  return (
    <MantineProvider theme={THEME} withCssVariables={false} withGlobalClasses={false}>
      <WordsProvider initial={language} timeZone={frame.timeZone}>
        {entry !== null ? (
          <EnterPage
            session={session}
            frame={frame}
            entry={entry}
            login={login}
            onDone={() => void begin()}
            onStay={() => void begin()}
          />
        ) : isSignedIn ? (
          <SignedIn session={session} start={state} />
        ) : (
          <SignInPage session={session} frame={frame} isEntryOver={state.isEntryOver} onDone={() => void begin()} />
        )}
      </WordsProvider>
    </MantineProvider>
  );
}

interface SignedInProps {
  readonly session: Session;
  readonly start: SessionStart;
}

function SignedIn({ session, start }: SignedInProps) {
  const client = useMemo(() => createApiClient(session), [session]);
  return (
    <Provider value={client}>
      <Screens session={session} start={start} />
    </Provider>
  );
}

function Screens({ session, start }: SignedInProps) {
  const { frame, issuer } = start;
  const [{ data, error }, again] = useQuery({ query: VIEWER });
  const viewer = data?.viewer;
  const standing = useMemo(
    () => (viewer === undefined ? null : { viewer, frame, issuer, session }),
    [viewer, frame, issuer, session],
  );
  const problem = problemOf(error);
  if (standing === null) {
    const ask = () => again({ requestPolicy: "network-only" });
    if (problem === null) return null;
    if (problem.code === "UNREACHABLE") return <NoAnswer onTry={ask} />;
    return (
      <main className="main">
        <Failure problem={problem} loadedAt={null} onRetry={ask} />
      </main>
    );
  }
  return (
    <StandingProvider value={standing}>
      <Routes viewer={standing.viewer} />
    </StandingProvider>
  );
}

/** One router as long as somebody is signed in; it is told when what is known of them changes. */
function Routes({ viewer }: { readonly viewer: Viewer }) {
  const [router] = useState(() => createConsoleRouter(viewer));
  return <RouterProvider router={router} context={{ viewer }} />;
}

/** The colours of whoever speaks: after the sign-in they may be others than before. */
function useBrandSheet(path: string | null) {
  useEffect(() => {
    const before = document.getElementById("brand");
    if (before?.getAttribute("href") === path) return;
    before?.remove();
    if (path === null) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.id = "brand";
    link.href = path;
    document.head.append(link);
  }, [path]);
}
