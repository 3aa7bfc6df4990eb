import { keptForGood } from "../kept.js";
import { useListState } from "./list-state.js";

const NONE = "none";

/**
 * Which columns of a list are not shown: as the address bar has it, else as this browser kept it. A view that somebody
 * saved brings its own.
 */
export function useHiddenColumns(list: string | undefined) {
  const { search, change } = useListState();
  const place = `mayfrom.columns.${list}`;
  const text = list === undefined ? "" : (search.hide ?? keptForGood.get(place) ?? "");
  const hidden = text.split(",").filter((id) => id !== "" && id !== NONE);
  const toggle = (id: string) => {
    const next = hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id];
    keptForGood.set(place, next.join(","));
    change({ hide: next.join(",") || NONE }, true);
  };
  return { hidden, toggle };
}
