import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  useLocation,
} from "@tanstack/react-router";
import { SCREENS } from "../screens.js";
import { Broken } from "./broken.js";
import { resolveEntrance } from "./entrances.js";
import { Frame } from "./frame.js";
import { NotFound } from "./not-found.js";
import type { ScopeKind } from "./scope.js";
import { useStanding } from "./viewer.js";

const SCOPE_PATHS: Readonly<Record<ScopeKind, string>> = {
  me: "/me",
  d: "/d/$domain",
  r: "/r/$reseller",
  p: "/p",
};

/** A route for each screen in each of its scopes. Keys of the query that nobody knows stay in it. */
export function createConsoleRouter() {
  const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Broken });
  const screens = SCREENS.flatMap(({ path, scopes, load }) =>
    scopes.map((scope) =>
      createRoute({
        getParentRoute: () => root,
        path: [SCOPE_PATHS[scope], path].filter(Boolean).join("/"),
        component: lazyRouteComponent(load),
        errorComponent: Broken,
      }),
    ),
  );
  const entrance = createRoute({ getParentRoute: () => root, path: "/$", component: Entrance });
  const first = createRoute({ getParentRoute: () => root, path: "/", component: Entrance });
  return createRouter({
    routeTree: root.addChildren([...screens, first, entrance]),
    basepath: "/console",
    defaultPreload: "intent",
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
      const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
      return text === "" ? "" : `?${text}`;
    },
  });
}

/** Leads on to the screen that is meant; below a scope there is nothing else, so nothing is found. */
function Entrance() {
  const { viewer } = useStanding();
  const { pathname, searchStr } = useLocation();
  const path = pathname.replace(/^\/console(?=\/|$)/, "");
  if (/^\/(me|d|r|p)\//.test(path)) return <NotFound />;
  const to = resolveEntrance(viewer, path, new URLSearchParams(searchStr));
  return <Navigate to={to} search={(before: Record<string, unknown>) => before} replace />;
}
