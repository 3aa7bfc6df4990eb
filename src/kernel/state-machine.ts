import { DomainError } from "./domain-error.js";
import type { Locked } from "./locked.js";
import { because } from "./reasons.js";

export interface StateTable<State extends string, Event extends string> {
  /** What has the state, with its article, for messages: `A press`. */
  readonly subject: string;
  /** States of a row that has just been made. */
  readonly beginnings: readonly State[];
  /** States from which nothing leads on. */
  readonly endings: readonly State[];
  /** What each event does, as a participle, for messages: `turned round`. */
  readonly events: Readonly<Record<Event, string>>;
  /** The only ways a state may change. */
  readonly transitions: Readonly<Record<State, Readonly<Partial<Record<Event, State>>>>>;
}

/** A table of states and the one way in which a row's state changes. */
export interface StateMachine<State extends string, Event extends string> extends StateTable<State, Event> {
  can(from: State, event: Event): boolean;
  /** Throws CONFLICT, which names the state, when the event does not fit it. */
  next(from: State, event: Event): State;
  /** Changes the row, which is locked, in memory and returns its new state. Throws like `next`. */
  move(row: Locked<{ readonly state: State }>, event: Event): State;
  /**
   * For a statement that moves many rows: from which states, and to which one. Throws for an event that leads to several.
   *
   * `{ from: ["OPEN", "HELD"], to: "RETIRED" }`
   */
  step(event: Event): { readonly from: State[]; readonly to: State };
}

/**
 * Checked when the program starts. Throws for a state that cannot be reached, for an ending from which something leads on
 * or a state from which nothing does that is not said to be one, and for an event that no state knows.
 */
export function stateMachine<State extends string, Event extends string>(
  table: StateTable<State, Event>,
): StateMachine<State, Event> {
  const rows = rowsOf(table);
  const problems = problemsOf(table, rows);
  if (problems.length > 0) throw new TypeError(`${table.subject}: ${problems.join("; ")}`);
  const words = new Map<string, string>(Object.entries(table.events));

  function next(from: State, event: Event): State {
    const to = rows.get(from)?.get(event);
    if (to !== undefined) return to;
    const message = `${table.subject} that is ${from} cannot be ${words.get(event)}`;
    // Where an event leads, it has happened: repeated, it changes nothing.
    const isThere = [...rows.values()].some((row) => row.get(event) === from);
    throw new DomainError(because("NOT_IN_THIS_STATE", { state: from }), message, { isSoAlready: isThere });
  }

  return {
    ...table,
    can: (from, event) => rows.get(from)?.has(event) ?? false,
    next,
    move(row, event) {
      const to = next(row.state, event);
      (row as { state: State }).state = to;
      return to;
    },
    step(event) {
      const steps = [...rows].flatMap(([state, row]) => {
        const to = row.get(event);
        return to === undefined ? [] : [{ state, to }];
      });
      const [to, ...others] = new Set(steps.map((each) => each.to));
      if (to === undefined || others.length > 0)
        throw new TypeError(`${table.subject}: ${event} leads to no one state`);
      return { from: steps.map(({ state }) => state), to };
    },
  };
}

type Rows<State extends string> = ReadonlyMap<State, ReadonlyMap<string, State>>;

function rowsOf<State extends string>({ transitions }: Pick<StateTable<State, string>, "transitions">): Rows<State> {
  const rows = Object.entries<Readonly<Partial<Record<string, State>>>>(transitions);
  return new Map(
    rows.map(([state, row]) => [
      state as State,
      new Map(Object.entries(row).flatMap(([event, to]) => (to === undefined ? [] : [[event, to] as const]))),
    ]),
  );
}

function problemsOf<State extends string, Event extends string>(
  { beginnings, endings, events }: StateTable<State, Event>,
  rows: Rows<State>,
): string[] {
  const reached = new Set<State>(beginnings);
  // A set that grows while it is walked is walked to its end.
  for (const state of reached) {
    for (const to of rows.get(state)?.values() ?? []) reached.add(to);
  }
  const known = new Set([...rows.values()].flatMap((row) => [...row.keys()]));
  const ofStates = [...rows].flatMap(([state, row]) => {
    const isReached = reached.has(state) ? [] : [`nothing leads to ${state}`];
    if ((row.size === 0) === endings.includes(state)) return isReached;
    return [...isReached, row.size === 0 ? `nothing leads on from ${state}` : `${state} is no ending`];
  });
  return [
    ...ofStates,
    ...Object.keys(events).flatMap((event) => (known.has(event) ? [] : [`no state knows ${event}`])),
  ];
}
