import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { Icon } from "./icon.js";

interface FindFieldProps {
  readonly label: string;
  readonly hint: string;
}

/** Looks for what is typed, as `q` of the address bar, on Enter; emptied it shows everything again. */
export function FindField({ label, hint }: FindFieldProps) {
  const { q = "" } = useSearch({ strict: false }) as { q?: string };
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  const find = (wanted: string) =>
    void navigate({
      to: ".",
      search: ((all: object) => ({
        ...all,
        after: undefined,
        before: undefined,
        from: undefined,
        q: wanted === "" ? undefined : wanted,
      })) as never,
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find(text.trim());
  };
  return (
    <search>
      <form className="tools" onSubmit={submit}>
        <label className="seek">
          <Icon name="search" />
          <span className="vh">{label}</span>
          <input
            type="search"
            value={text}
            placeholder={hint}
            onChange={(event) => {
              setText(event.currentTarget.value);
              if (event.currentTarget.value === "" && q !== "") find("");
            }}
          />
        </label>
      </form>
    </search>
  );
}
